"""What is known of workbooks moves to an app of its own (`sheets`): the tables are renamed, nothing in them changes."""

from django.db import migrations
from django.db.migrations.operations import AlterModelTable, DeleteModel, RemoveField


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0006_notice'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                AlterModelTable('importbatch', 'sheets_importbatch'),
                AlterModelTable('importitem', 'sheets_importitem'),
                AlterModelTable('sheetmapping', 'sheets_sheetmapping'),
            ],
            state_operations=[
                RemoveField('importitem', 'batch'),
                DeleteModel('ImportItem'),
                DeleteModel('ImportBatch'),
                DeleteModel('SheetMapping'),
            ],
        ),
    ]
