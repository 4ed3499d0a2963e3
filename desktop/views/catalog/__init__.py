"""The list of models: search, facets, table."""
