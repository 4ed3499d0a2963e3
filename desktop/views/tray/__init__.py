"""The models being compared."""
