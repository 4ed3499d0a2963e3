"""Weighbridge: weigh AI models side by side, with a receipt for every number."""

__version__ = "0.1.0"
