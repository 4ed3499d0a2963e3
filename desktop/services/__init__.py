"""What window and command line both do: open the catalog, search, compare, report."""
