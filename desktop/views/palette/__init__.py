"""Search for models and commands from one field."""
