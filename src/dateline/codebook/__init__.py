"""The codebook: words, names and rules as data, and what reads them."""
