"""The list of models: pages, facets, searches."""
