"""May I use it? Profiles, verdicts and what they rest on."""
