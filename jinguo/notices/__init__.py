"""Notices and tasks from the unit above: written once, done where they arrive, overseen where they came from."""
