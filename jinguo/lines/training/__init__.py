"""Training: courses, sessions, rosters and what became of the women."""
