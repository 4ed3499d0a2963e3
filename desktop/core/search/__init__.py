"""Questions to the list of models, and the language they are put in."""
