"""Comparisons on paper: a tagged PDF with a receipt for every number."""
