"""The web page: a server-rendered application over a store, `dateline serve`. `app.create` makes it; nothing here writes to a
store but `routes.judge`, and no page makes the browser ask another host.

The way of a request: `routes` read the address, `views` ask the store and lay out what a page shows, `templates` write it.
"""
