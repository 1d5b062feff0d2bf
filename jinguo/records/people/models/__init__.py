"""Who lives here: households, people, what holds for them, and how they move. Import them from `records.models`."""
