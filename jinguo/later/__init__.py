"""What became of it: asks, for all rows of a record in one go, what nobody knew on the day (`Part.later`)."""
