"""Asking other machines: only where the user wants it, and as if none of them could be trusted."""
