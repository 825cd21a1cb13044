"""What each page shows: functions of a connection (and of the snapshot) that return plain data for a template or the API."""
