"""What the records of care have in common."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

UNSAID = _("不写病情、怀孕生育、信仰这些。")
WHOM = _("是谁、哪一户？请写一个。")
ONE_OF_THEM = Q(person__isnull=False) | Q(household__isnull=False)
