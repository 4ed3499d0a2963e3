"""The plan that licenses are judged under: questions, editing, profiles that are kept."""
