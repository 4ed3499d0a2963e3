"""Models side by side: facts, license, scores."""
