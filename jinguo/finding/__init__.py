"""Finding across all registers at once: records with a text in them, and those that name somebody."""
