"""Licenses side by side."""
