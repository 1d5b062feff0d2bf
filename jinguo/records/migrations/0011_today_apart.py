"""What a new account has tried moves to an app of its own (`today`): the table is renamed, nothing in it changes."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0010_merge'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable('firststep', 'today_firststep')],
            state_operations=[migrations.DeleteModel('FirstStep')],
        ),
    ]
