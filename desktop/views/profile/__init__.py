"""The plan that licenses are judged under: guided form, editor, kept profiles."""
