"""The tables are those that `records` made; its migration 0008 has renamed them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('records', '0008_beside_apart'),
        ('orgs', '0002_job'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='ExtraField',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('register', models.CharField(max_length=50, verbose_name='哪本台账')),
                        ('label', models.CharField(max_length=20, verbose_name='叫什么')),
                        ('kind', models.CharField(choices=[('text', '文字'), ('number', '数字'), ('day', '日子'), ('choice', '几样里选一样')], default='text', max_length=10, verbose_name='填什么')),
                        ('choices', models.JSONField(blank=True, default=list, verbose_name='有哪几样')),
                        ('closed_on', models.DateField(blank=True, null=True, verbose_name='从哪天起不用')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.unit', verbose_name='谁要的')),
                    ],
                    options={
                        'verbose_name': '自己要的一栏',
                        'verbose_name_plural': '自己要的一栏',
                        'ordering': ['pk'],
                        'indexes': [models.Index(fields=['register', 'unit'], name='extra_field_of_register')],
                    },
                ),
            ],
        ),
    ]
