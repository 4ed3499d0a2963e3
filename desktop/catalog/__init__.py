"""The local catalog: one SQLite file built from the seeds."""
