"""State, item models and background work of the window; no widgets."""
