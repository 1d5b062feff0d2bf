"""Organisation: what a unit is, and what others say of it."""
