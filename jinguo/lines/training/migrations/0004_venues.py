"""The schools move to the venues, with their history; sessions name their venue."""

from django.apps import apps as installed
from django.db import migrations

import jinguo.tables.references
from jinguo.common.dates import FOREVER

HAS_VENUES = installed.is_installed("jinguo.lines.venues")
KEPT = (
    "unit_id", "created_at", "created_by_id", "changed_at", "changed_by_id", "version",
    "voided_at", "voided_by_id", "void_reason", "extra", "name", "level", "address",
)


def move_schools(apps, schema_editor):
    """A school becomes a venue that has been open at least since its first session, or since it was written down."""
    sessions = apps.get_model("training", "Session").objects.all()
    keys = {}
    for school in apps.get_model("training", "School").objects.order_by("pk") if HAS_VENUES else ():
        first = sessions.filter(school=school).order_by("starts_on").values_list("starts_on", flat=True).first()
        opened_on = min(day for day in (first, school.created_at.date()) if day)
        told = {name: getattr(school, name) for name in KEPT}
        venue = apps.get_model("venues", "Venue").objects.create(kind="school", opened_on=opened_on, **told)
        keys[school.pk] = venue.pk
        sessions.filter(school=school).update(venue=venue.pk)
        if venue.voided_at is None:
            apps.get_model("facts", "FactRow").objects.create(
                kind="venues.open", unit=venue.unit_id, since=opened_on, until=FOREVER, category="school",
                level=venue.level, evidence="r", source="venues.venue", record=venue.pk,
            )
    move_history(apps.get_model("records", "Change"), keys)
    mark_facts(apps.get_model("facts", "FactRow"), sessions)


def move_history(changes, keys):
    for change in changes.objects.filter(source="training.school", record__in=keys):
        change.source, change.record = "venues.venue", keys[change.record]
        change.save()
    for change in changes.objects.filter(source="training.session", document__fields__has_key="school"):
        fields = change.document["fields"]
        fields["venue"] = [keys.get(key) for key in fields.pop("school")]
        change.save()


def mark_facts(rows, sessions):
    """A session's fact says at what kind of venue it was held."""
    held = set(sessions.exclude(venue=None).values_list("pk", flat=True))
    for row in rows.objects.filter(kind="training.session", source="training.session").iterator():
        if row.record in held:
            row.tags["venue"] = "school"
            row.save(update_fields=["tags"])


class Migration(migrations.Migration):

    dependencies = [
        ("training", "0003_partners"),
        ("records", "0002_extra"),
        ("facts", "0001_initial"),
        *([("venues", "0001_initial")] if HAS_VENUES else []),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="venue",
            field=jinguo.tables.references.ReferenceField(
                "venues.venue", blank=True, db_index=True, null=True, verbose_name="阵地"
            ),
        ),
        migrations.RunPython(move_schools, migrations.RunPython.noop),
        migrations.RemoveField(model_name="session", name="school"),
        migrations.DeleteModel(name="School"),
    ]
