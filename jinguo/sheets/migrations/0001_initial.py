"""The tables are those that `records` made; its migration 0007 has renamed them."""

import django.db.models.deletion
import django.utils.timezone
import jinguo.orgs.crypto
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgs', '0002_job'),
        ('records', '0007_sheets_apart'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='ImportBatch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('register', models.CharField(max_length=50)),
                        ('file_name', models.CharField(max_length=200, verbose_name='文件')),
                        ('digest', models.CharField(db_index=True, max_length=64)),
                        ('state', models.CharField(choices=[('uploaded', '还没有看'), ('checked', '还没有放进去'), ('done', '放进去了'), ('undone', '撤回了')], default='uploaded', max_length=10)),
                        ('mapping', models.JSONField(default=dict)),
                        ('counts', models.JSONField(default=dict)),
                        ('work', jinguo.orgs.crypto.EncryptedCharField(blank=True, max_length=100000000)),
                        ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit', verbose_name='单位')),
                    ],
                    options={
                        'ordering': ['-created_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ImportItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=80)),
                        ('record', models.BigIntegerField()),
                        ('made', models.BooleanField()),
                        ('version', models.PositiveIntegerField()),
                        ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='sheets.importbatch')),
                    ],
                ),
                migrations.CreateModel(
                    name='SheetMapping',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('register', models.CharField(max_length=50)),
                        ('signature', models.CharField(max_length=64)),
                        ('columns', models.JSONField(default=dict)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='orgs.unit')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('unit', 'register', 'signature'), name='sheet_mapping_is_kept_once')],
                    },
                ),
            ],
        ),
    ]
