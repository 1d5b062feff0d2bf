"""Own fields, files and notices move to apps of their own: the tables are renamed, nothing in them changes."""

from django.db import migrations
from django.db.migrations.operations import AlterModelTable, DeleteModel

MOVED = {
    'extrafield': 'extras_extrafield',
    'attachment': 'files_attachment',
    'addressee': 'notices_addressee',
    'putaway': 'notices_putaway',
    'notice': 'notices_notice',
}


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0007_sheets_apart'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[AlterModelTable(name, table) for name, table in MOVED.items()],
            state_operations=[DeleteModel(name) for name in MOVED],
        ),
    ]
