"""Licenses and what they say."""
