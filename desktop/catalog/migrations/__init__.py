"""Numbered, frozen steps from one version of the schema to the next.

Each module has a ``SQL`` script and imports nothing of ours, so that a step means tomorrow what it
meant when it was written.
"""
