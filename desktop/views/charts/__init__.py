"""Scores as bars."""
