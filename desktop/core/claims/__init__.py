"""Claims: published figures, their settings, and which of them a cell shows."""
