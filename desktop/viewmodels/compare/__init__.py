"""The comparison: rows as they are drawn, and what can be done to them."""
