"""Try a change of the rules on everything there is, and store nothing of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.flags import Changes
from vendor_tracker.domain.gaps import About
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.services import flags
from vendor_tracker.storage import flagrows
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import chunks
from vendor_tracker.storage.models import Product, Supplier

_SUBJECTS: dict[About, tuple[Kind, type[Product] | type[Supplier]]] = {
    About.supplier: (Kind.SUPPLIER, Supplier),
    About.product: (Kind.PRODUCT, Product),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """One flag that a change would open, close or make matter more or less."""

    subject: str
    name: str
    rule_code: str
    says: str
    before: Severity | None
    after: Severity | None


@dataclass(frozen=True, slots=True)
class Trial:
    """What a change would do: how many it looked at, and every flag that would move."""

    looked_at: int
    opens: tuple[Moved, ...]
    closes: tuple[Moved, ...]
    shifts: tuple[Moved, ...]

    @property
    def is_nothing(self) -> bool:
        """Tell whether no flag would move."""
        return not (self.opens or self.closes or self.shifts)


def try_limits(actor: Actor, limits: Limits, rules: Collection[str]) -> Trial:
    """Work everything out with other limits, and return how the flags of these rules would move."""
    actor.must(Permission.ADMINISTER)
    moved: list[Moved] = []
    on, looked_at = clock.today(), 0
    for about, (kind, model) in _SUBJECTS.items():
        names = _names(actor, kind, model)
        looked_at += len(names)
        for part in chunks(names):
            for subject, changes in _changes(about, actor, part, on, limits).items():
                moved += _moved(changes, names[subject], rules)
    return Trial(
        looked_at,
        tuple(one for one in moved if one.before is None),
        tuple(one for one in moved if one.after is None),
        tuple(one for one in moved if one.before and one.after and one.before != one.after),
    )


def rules_that_use(key: str) -> tuple[str, ...]:
    """Return the rules that a number belongs to."""
    return tuple(rule.code for rule in ALL_RULES if key in rule.uses)


def _changes(
    about: About, actor: Actor, part: list[int], on: date, limits: Limits
) -> dict[int, Changes]:
    find = flags.find_for_products if about is About.product else flags.find_for_suppliers
    gaps, _ = find(actor.organisation_id, part, on, limits)
    return flagrows.compare(about, actor.organisation_id, gaps)


def _moved(changes: Changes, name: tuple[str, str], rules: Collection[str]) -> Iterable[Moved]:
    for gap in (*changes.to_raise, *(gap for _, gap in changes.to_reopen)):
        if gap.rule_code in rules:
            yield Moved(*name, gap.rule_code, gap.says, None, gap.severity)
    for flag in changes.to_close:
        if flag.rule_code in rules:
            yield Moved(*name, flag.rule_code, flag.says, flag.severity, None)
    for flag, gap in changes.to_change:
        if gap.rule_code in rules and flag.severity != gap.severity:
            yield Moved(*name, gap.rule_code, gap.says, flag.severity, gap.severity)


def _names(
    actor: Actor, kind: Kind, model: type[Product] | type[Supplier]
) -> dict[int, tuple[str, str]]:
    rows = session().execute(
        sa.select(model.id, model.number, model.name).where(
            model.organisation_id == actor.organisation_id, model.archived_at.is_(None)
        )
    )
    return {key: (reference(kind, number), name) for key, number, name in rows}
