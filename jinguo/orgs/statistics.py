"""What the database believes of its tables, from which it chooses how to look things up."""

from django.db import connection


def renew_statistics() -> None:
    """Have PostgreSQL count its rows again, after work that wrote very many.

    It does so by itself, but minutes later. What it last counted in a nearly empty table would until then make it
    read the whole of it for every unit: figures came fifty times slower. SQLite keeps no such counts.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
