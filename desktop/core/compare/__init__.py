"""Models side by side: rows, facts, benchmarks."""
