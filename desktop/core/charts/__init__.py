"""Charts as data and as geometry."""
