"""What a walk meets: a county with a record of every type in one of its towns, and values for every address."""

from urllib.parse import parse_qsl

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse

from jinguo.common.dates import today
from jinguo.config.api import api
from jinguo.extras.services import define
from jinguo.files.models import Attachment
from jinguo.files.services import attach
from jinguo.indicators import Indicator, Period, catalogue
from jinguo.indicators.addresses import unit_text
from jinguo.indicators.services import declare_nil
from jinguo.lines.training.models import Session
from jinguo.notices.models import Notice
from jinguo.notices.services import To, send_notice
from jinguo.orgs.models import Job, Role, Unit, User
from jinguo.orgs.services import split_unit
from jinguo.orgs.tests.make import make_unit, make_user
from jinguo.orgs.views.units import CHANGES
from jinguo.records import registers
from jinguo.records.models import Person, Record, Situation
from jinguo.records.people.merging import merge_people
from jinguo.records.people.services import request_transfer
from jinguo.records.people.showing import LABELS
from jinguo.records.tests.make import make_jpeg
from jinguo.reports.comparing import compare
from jinguo.reports.models import Edition, Publication, Report, ReportTemplate
from jinguo.reports.published import publish
from jinguo.reports.services import freeze, write_report
from jinguo.sheets.models import ImportBatch
from jinguo.today.models import Try
from jinguo.ui.manual.chapters import chapters
from tests.invariants.walk import Address, Values, addresses
from tests.make import Making, word

KEPT_FOR_ALL_BELOW = tuple(one.model for one in registers.every() if one.for_all_below)
"""What a unit keeps for those below it: they choose it in their forms, so they read its name there."""


class World:
    """A county of two towns with a village each; one town has a record of every type, and all is looked up there."""

    def __init__(self) -> None:
        self.county = make_unit()
        self.town, self.sister = make_unit(parent=self.county), make_unit(parent=self.county)
        self.places: dict[str, Unit] = {
            "own": self.town,
            "above": self.county,
            "below": make_unit(parent=self.town),
            "sister": self.sister,
            "sister's village": make_unit(parent=self.sister),
        }
        self.by = make_user(self.county, role=Role.ADMINISTRATOR)
        self.making = Making(self.town, self.by)
        self.records = self.making.every()
        self.account = make_user(self.town, role=Role.VILLAGE_WORKER)
        self.split = split_unit(unit=self.places["below"], name="演示新村", on=today(), by=None)
        self.batch = ImportBatch.objects.create(
            by=self.account, unit=self.town, register="people", file_name=word(), digest="", state="done",
            mapping={"columns": {}},
        )  # fmt: skip
        self.job = Job.objects.create(by=self.account, kind="walked")
        self.person = Person.objects.get(pk=self.records[Person].pk)
        self.household = self.person.household_id  # she may leave it, and it stays where it was
        self.extra = define(register="training", unit=self.town, label=word(), kind="text", by=self.by)
        self.file = self.kept_file()
        asker = make_user(self.sister)
        hamlet = make_unit(parent=self.town)
        self.notice = send_notice(
            title=self._told(Notice), text="", due_on=today(), register="", to=To.CHOSEN, chosen=[hamlet],
            by=make_user(self.town),
        )  # fmt: skip
        self.transfer = request_transfer(person=self.person, to_unit=self.sister, by=asker)
        self.merge = merge_people(person=self.making.new(Person), other=self.file_without_a_number(), by=self.by)
        self.nil = declare_nil(unit=self.town, family="board", period=Period.parse("2007"), by=self.account)

        self.edition = self.frozen_report()
        self.publication = self.laid_open()

    def laid_open(self) -> Publication:
        """A comparison of the town's villages."""
        officer = make_user(self.town)
        comparison = compare(measures()[0], self.town, self.period, self.period.year_before())
        return publish(comparison, by=officer)

    def frozen_report(self) -> Edition:
        """A report of the town with a number of its own, frozen and not yet signed."""
        officer = make_user(self.town)
        text = f'{{{{ figure("{measures()[0].code}") }}}}'
        template = ReportTemplate.objects.create(code="walked", name="演示", text=text)
        told, period = self._told(Report), self.period
        report = write_report(
            unit=self.town, template=template, first=period.first, last=period.last, title=told, by=officer
        )
        return freeze(report, by=officer, preparer=self._told(Report))

    def kept_file(self) -> Attachment:
        """A picture that stands with the session."""
        upload = SimpleUploadedFile(f"{word()}.jpg", make_jpeg())
        [kept], _refused = attach(record=self.records[Session], uploads=[upload], by=self.by)
        return kept

    def file_without_a_number(self) -> Person:
        """A file without a number, as the second one of somebody mostly is."""
        made: Person = self.making.new(Person, id_number="", no_id_reason="other")
        return made

    def _told(self, model: type[Model]) -> str:
        """A text that only a row of the town says."""
        told = word()
        self.making.words[model].add(told)
        return told

    def viewer(self, place: str, role: str) -> User:
        return make_user(self.places[place], role=role)

    def addresses(self, turn: int = 0, of: int = 1) -> list[Address]:
        """Every address. A register that has pages of its own has no generic ones beside its list.

        Registers share their pages. A walk that so many viewers take gives each, at her turn, one register in so
        many: every register is walked, and everybody walks every page. Those that few may see are walked by all.
        """
        own_pages = tuple(f"/registers/{one.slug}/" for one in registers.every() if one.doors)
        left_out = tuple(
            f"{door}/{one.slug}/"
            for number, one in enumerate(registers.every())
            for door in ("/registers", "/api/v1/records")
            if number % of != turn and not one.is_confidential
        )
        return [
            one
            for one in addresses(self.values())
            if not (one.path.startswith(own_pages) and one.path not in own_pages and one.route.startswith("registers/"))
            and not f"{one.path}/".startswith(left_out)
        ]

    def pk(self, register: registers.Register) -> int:
        return int(self.records[register.model].pk)

    def values(self) -> Values:
        """What stands for the parameters of routes. A register's own are found; others are taught here."""
        slugs: list[object] = [one.slug for one in registers.every()]
        person: list[object] = [self.person.pk]
        return {
            "registers/<slug:slug>": slugs,
            **{f"registers/{one.slug}/<int:pk>": [self.pk(one)] for one in registers.every()},
            **{f"registers/{one.slug}/{self.pk(one)}/later/<slug:name>": asked_later(one) for one in registers.every()},
            **{f"api/v1/records/{one.slug}/<pk>": [self.pk(one)] for one in registers.every()},
            "people/<int:pk>": person,
            f"people/{self.person.pk}/reveal/<slug:name>": list(LABELS),
            "people/merges/<int:pk>": [self.merge.pk],
            "situations/<int:pk>": [self.records[Situation].pk],
            "households/<int:pk>": [self.household],
            "transfers/<int:pk>": [self.transfer.pk],
            "files/<int:pk>": [self.file.pk],
            "files/<slug:slug>": slugs,
            **{f"files/{one.slug}/<int:pk>": [self.pk(one)] for one in registers.every()},
            "api/v1/files/<pk>": [self.file.pk],
            "api/v1/notices/<pk>": [self.notice.pk],
            "api/v1/files/of/<slug>": slugs,
            **{f"api/v1/files/of/{one.slug}/<pk>": [self.pk(one)] for one in registers.every()},
            "extras/<int:pk>": [self.extra.pk],
            "help/<slug:slug>": list(chapters()),
            "first-days/<slug:slug>": list(Try.values),
            **{f"registers/{slug}/imports/<int:pk>": [] for slug in slugs},
            f"registers/{self.batch.register}/imports/<int:pk>": [self.batch.pk],
            "notices/<int:pk>": [self.notice.pk],
            "units/<int:pk>": [self.town.pk],
            f"units/{self.town.pk}/<slug:what>": list(CHANGES),
            "accounts/<int:pk>": [self.account.pk],
            "jobs/<int:pk>": [self.job.pk],
            "people/divide/<int:pk>": [self.split.pk],
            "figures/nil/<int:pk>": [self.nil.pk],
            "reports/published/<int:pk>": [self.publication.pk],
            "reports/<int:pk>": [self.records[Report].pk, self.edition.report_id],
        }

    def required(self, viewer: User) -> dict[str, dict[str, str]]:
        """The query that a route of the API can't do without, from its own description."""
        known = {"unit": unit_text(viewer.unit), "period": str(self.period), "indicator": measures()[0].code}
        [frozen] = self.edition.content["figures"]
        found: dict[str, dict[str, str]] = {
            reverse("figure-open"): {"i": known["indicator"]},
            reverse("report-figure", args=[self.edition.report_id]): dict(parse_qsl(frozen)),
        }
        for path, methods in api.get_openapi_schema()["paths"].items():
            for parameter in methods.get("get", {}).get("parameters", []):
                if parameter["in"] == "query" and parameter["required"]:
                    assert parameter["name"] in known, (
                        f"teach World.required() a value for {parameter['name']} of {path}"
                    )
                    found.setdefault(path, {})[parameter["name"]] = known[parameter["name"]]
        return found

    @property
    def period(self) -> Period:
        return Period(self.making.day, today())

    def secrets(self, *, below: bool = False) -> set[str]:
        """Everything that only the town's records say."""
        open_to_all = [model for model in self.making.words if not issubclass(model, Record)]
        open_to_all += KEPT_FOR_ALL_BELOW if below else ()
        said = {text for model, texts in self.making.words.items() if model not in open_to_all for text in texts}
        said |= set() if below else {self.extra.label, self.file.name}
        return said | {self.person.id_number, self.person.phone, self.person.bank_account}


def asked_later(register: registers.Register) -> list[object]:
    return [part.name for part in register.parts if part.later]


def measures() -> list[Indicator]:
    return [one for one in catalogue.every() if isinstance(one, Indicator)]
