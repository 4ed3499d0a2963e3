"""The receipt of one number."""
