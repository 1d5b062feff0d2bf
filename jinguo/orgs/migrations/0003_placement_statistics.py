from django.db import migrations

FINELY = 1000
"""So many steps does PostgreSQL learn of the paths in place of a hundred."""


def count_paths(apps, schema_editor):
    """With a hundred steps a county lies within one of the whole country, and is taken for a single unit: names were
    then compared with every village, one by one. SQLite guesses otherwise."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE orgs_placement ALTER COLUMN path SET STATISTICS {FINELY}")


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_job")]
    operations = [migrations.RunPython(count_paths, migrations.RunPython.noop)]
