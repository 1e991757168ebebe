"""How often each rule speaks, and what was changed about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.settings import SEVERITY_KEY, numbers_of
from vendor_tracker.domain.vocabulary import Severity, WaiverReason
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, Setting, User, Waiver


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """How the flags of one rule stand today."""

    open: int = 0
    known_at_start: int = 0
    waived: int = 0
    # Waivers that say the rule does not fit: many of them mean that it should be changed.
    does_not_fit: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """One change of a number or a severity."""

    key: str
    valid_from: date
    value: str
    reason: str
    by: str

    @property
    def words(self) -> str:
        """Return what it was changed to, in words; empty when the rule itself says it again."""
        if self.key.startswith(SEVERITY_KEY):
            return Severity(self.value).label if self.value else ""
        number = next((one for one in numbers_of([self.key])), None)
        return self.value if number is None else number.words(number.read(self.value))


def count_by_rule(actor: Actor) -> dict[str, RuleCounts]:
    """Return how the flags of each rule stand, by its code."""
    waived = Flag.waived_by.is_not(None)
    known = sa.and_(sa.not_(waived), Flag.known_at_start)
    speaks = sa.and_(sa.not_(waived), sa.not_(Flag.known_at_start))
    rows = session().execute(
        sa.select(
            Flag.rule_code,
            *(sa.func.sum(sa.case((one, 1), else_=0)) for one in (speaks, known, waived)),
        )
        .where(Flag.organisation_id == actor.organisation_id, Flag.closed_on.is_(None))
        .group_by(Flag.rule_code)
    )
    unfit = _unfit(actor)
    found = {row[0]: RuleCounts(row[1], row[2], row[3], unfit.pop(row[0], 0)) for row in rows}
    return found | {code: RuleCounts(does_not_fit=count) for code, count in unfit.items()}


def list_changes(actor: Actor, keys: Iterable[str]) -> list[Changed]:
    """Return what was changed about these numbers and severities, newest first."""
    rows = session().execute(
        sa.select(
            Setting.key,
            Setting.valid_from,
            Setting.value,
            Setting.reason,
            sa.func.coalesce(User.name, "Command line"),
        )
        .outerjoin(User, User.id == Setting.by)
        .where(Setting.organisation_id == actor.organisation_id, Setting.key.in_(list(keys)))
        .order_by(Setting.id.desc())
    )
    return [Changed(*row) for row in rows]


def keys_of(code: str, uses: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of all that can be changed about a rule."""
    return (*uses, f"{SEVERITY_KEY}{code}")


def _unfit(actor: Actor) -> dict[str, int]:
    rows = session().execute(
        sa.select(Flag.rule_code, sa.func.count())
        .join(Waiver, Waiver.flag_id == Flag.id)
        .where(
            Flag.organisation_id == actor.organisation_id,
            Waiver.organisation_id == actor.organisation_id,
            Waiver.reason_kind == WaiverReason.rule_does_not_fit,
            Waiver.withdrawn_on.is_(None),
            sa.or_(Waiver.is_agreed.is_(None), Waiver.is_agreed.is_(True)),
        )
        .group_by(Flag.rule_code)
    )
    return {row[0]: row[1] for row in rows}
