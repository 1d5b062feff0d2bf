"""Numbers as addresses and forms bring them."""

MOST_DIGITS = 18
"""So many always fit into a column of whole numbers."""


def whole_number(text: str) -> int | None:
    """The whole number that a text is, in plain digits and small enough for the database; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
