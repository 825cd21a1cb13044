"""Schema migrations, one file a step; `run.upgrade` brings a connection to the newest."""
