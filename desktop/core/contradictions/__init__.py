"""Contradictions: two sources about a license that cannot both be right."""
