"""What tables have beyond Django's: references without a key, checks in words, rows by difference, values in words.

Nothing here knows what a record is.
"""
