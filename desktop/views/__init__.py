"""Widgets: a folder a page, and what they share."""
