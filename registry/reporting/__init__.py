"""The one door from the database's rows to figures that may be shown."""
