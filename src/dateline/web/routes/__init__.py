"""The addresses, one file a subject. A route reads the address, asks a view, and writes a page or an answer."""
