"""Licenses side by side, verdicts and the reader of texts, prepared for widgets."""
