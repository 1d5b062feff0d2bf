"""The tables are those that `records` made; its migration 0008 has renamed them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('records', '0008_beside_apart'),
        ('orgs', '0002_job'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=60, verbose_name='什么事')),
                        ('text', models.TextField(blank=True, max_length=2000, verbose_name='说清楚')),
                        ('due_on', models.DateField(blank=True, null=True, verbose_name='哪天前办好')),
                        ('register', models.CharField(blank=True, max_length=50, verbose_name='记在哪里')),
                        ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('withdraw_reason', models.CharField(blank=True, max_length=200, verbose_name='为什么收回')),
                        ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit')),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-sent_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Addressee',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('done_at', models.DateTimeField(blank=True, null=True)),
                        ('said', models.CharField(blank=True, max_length=200, verbose_name='想多说一句')),
                        ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit')),
                        ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addressees', to='notices.notice')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('notice', 'unit'), name='notice_reaches_a_unit_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PutAway',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='notices.notice')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('notice', 'user'), name='notice_is_put_away_once')],
                    },
                ),
            ],
        ),
    ]
