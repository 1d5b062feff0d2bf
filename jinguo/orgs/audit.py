"""The trail of who did what. Append-only; never personal data in clear."""

from typing import Any

from jinguo.orgs.models import AuditEntry, User


def log(by: User | None, action: str, target: str = "", **detail: Any) -> AuditEntry:
    """Write one line: `action` is a code such as "unit.rename", `target` names a row such as "unit:12"."""
    return AuditEntry.objects.create(by=by, action=action, target=target, detail=detail)


def target_of(user: User) -> str:
    """How the trail names an account."""
    return f"account:{user.pk}"
