"""After long work the database knows how much it holds, and looks things up accordingly."""

import pytest
from django.core.management import call_command
from django.db import connection

from jinguo.orgs.models import Unit
from jinguo.orgs.tests.make import make_unit


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps no counts")
def test_after_the_facts_were_rebuilt_the_counts_are_those_of_now() -> None:
    for _one in range(3):
        make_unit()

    call_command("facts", "rebuild", verbosity=0)

    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Unit._meta.db_table])
        assert cursor.fetchone() == (Unit.objects.count(),)
