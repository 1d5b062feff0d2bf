"""Own fields of a record type: declared on a page, valid for a unit and all below it, filled in with every form.

Their values are never facts: what shall be counted is declared by a line. Nothing here knows a record type: a
register is a slug, and a record something with `extra`.
"""
