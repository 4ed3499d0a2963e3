"""Every claim of the comparison."""
