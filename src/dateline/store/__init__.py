"""The store: documents, captures, extractions and judgements are appended and never changed; everything else is derived from them.

One schema (`tables`) on SQLite and PostgreSQL. `open_store` gives a `Store`; the other modules are functions of a connection.
"""

from dateline.store.open import Store, open_store

__all__ = ["Store", "open_store"]
