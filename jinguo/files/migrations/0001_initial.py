"""The tables are those that `records` made; its migration 0008 has renamed them."""

import django.db.models.deletion
import django.utils.timezone
import jinguo.orgs.crypto
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('records', '0008_beside_apart'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Attachment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.CharField(max_length=80, verbose_name='哪种记录')),
                        ('record', models.BigIntegerField(verbose_name='哪条记录')),
                        ('name', jinguo.orgs.crypto.EncryptedCharField(blank=True, max_length=120, verbose_name='叫什么')),
                        ('kind', models.CharField(choices=[('jpg', '照片'), ('pdf', 'PDF'), ('docx', 'Word'), ('xlsx', 'Excel'), ('doc', 'Word'), ('xls', 'Excel')], max_length=4, verbose_name='哪一种')),
                        ('is_sign_in', models.BooleanField(default=False, verbose_name='是签到表')),
                        ('size', models.PositiveIntegerField(verbose_name='多大')),
                        ('place', models.CharField(max_length=40, unique=True, verbose_name='放在哪里')),
                        ('added_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='放上的时间')),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤下的时间')),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁放的')),
                    ],
                    options={
                        'verbose_name': '照片和文件',
                        'ordering': ['-is_sign_in', 'added_at', 'pk'],
                        'indexes': [models.Index(fields=['source', 'record'], name='attachment_of_record')],
                    },
                ),
            ],
        ),
    ]
