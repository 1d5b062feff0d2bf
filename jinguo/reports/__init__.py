"""Narrative reports: words from people, numbers from figures."""
