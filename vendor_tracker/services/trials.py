"""Try a change of the rules on everything there is, and store nothing of it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.flags import Changes
from vendor_tracker.domain.gaps import About, Gap
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, number_of, reference
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.services import flags
from vendor_tracker.storage import flagrows
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import chunks
from vendor_tracker.storage.models import Flag, Product, Supplier, Waiver

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
class Undone:
    """One waiver that a change would make void, with the flag that it was given for."""

    reference: str
    flag: str
    subject: str
    name: str
    rule_code: str
    says: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a change would do: how many it looked at, and every flag and waiver that would move."""

    looked_at: int
    opens: tuple[Moved, ...]
    closes: tuple[Moved, ...]
    shifts: tuple[Moved, ...]
    voids: tuple[Undone, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Tell whether no flag would move and no waiver become void."""
        return not (self.opens or self.closes or self.shifts or self.voids)


def try_limits(actor: Actor, limits: Limits, rules: Collection[str]) -> Trial:
    """Work everything out with other limits, and return how the flags of these rules would move."""
    actor.must(Permission.ADMINISTER)
    moved: list[Moved] = []
    void: list[str] = []
    on, looked_at = clock.today(), 0
    for about, (kind, model) in _SUBJECTS.items():
        names = _names(actor, kind, model)
        looked_at += len(names)
        for part in chunks(names):
            found, undone = _changes(about, actor, part, on, limits)
            void += undone
            for subject, changes in found.items():
                moved += _moved(changes, names[subject], rules)
    return Trial(
        looked_at,
        tuple(one for one in moved if one.before is None),
        tuple(one for one in moved if one.after is None),
        tuple(one for one in moved if one.before and one.after and one.before != one.after),
        tuple(_undone(actor, void, rules)),
    )


def rules_that_use(key: str) -> tuple[str, ...]:
    """Return the rules that a number belongs to."""
    return tuple(rule.code for rule in ALL_RULES if key in rule.uses)


def _changes(
    about: About, actor: Actor, part: list[int], on: date, limits: Limits
) -> tuple[dict[int, Changes], list[str]]:
    """Return how flags would change, and the references of the waivers that would be void."""
    void: list[tuple[str, Gap | None]] = []
    find = flags.find_for_products if about is About.product else flags.find_for_suppliers
    gaps, _ = find(actor.organisation_id, part, on, limits, void)
    changes = flagrows.compare(about, actor.organisation_id, gaps)
    return changes, [ref for ref, _ in void]


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


def _undone(actor: Actor, refs: Iterable[str], rules: Collection[str]) -> Iterator[Undone]:
    """Yield the waivers of these rules with their flags, in the order of their numbers."""
    for part in chunks(sorted(number_of(Kind.WAIVER, ref) for ref in refs)):
        rows = session().execute(
            sa.select(
                Waiver.number, Flag.number, Product.number, Supplier.number,
                sa.func.coalesce(Product.name, Supplier.name), Flag.rule_code, Flag.says,
            )
            .join(Flag, Flag.id == Waiver.flag_id)
            .outerjoin(Product, Product.id == Flag.product_id)
            .outerjoin(Supplier, Supplier.id == Flag.supplier_id)
            .where(
                Waiver.organisation_id == actor.organisation_id,
                Waiver.number.in_(part),
                Flag.rule_code.in_(rules),
            )
            .order_by(Waiver.number)
        )  # fmt: skip
        for waiver, flag, product, supplier, *rest in rows:
            kind = Kind.SUPPLIER if product is None else Kind.PRODUCT
            subject = reference(kind, supplier if product is None else product)
            yield Undone(reference(Kind.WAIVER, waiver), reference(Kind.FLAG, flag), subject, *rest)


def _names(
    actor: Actor, kind: Kind, model: type[Product] | type[Supplier]
) -> dict[int, tuple[str, str]]:
    rows = session().execute(
        sa.select(model.id, model.number, model.name).where(
            model.organisation_id == actor.organisation_id, model.archived_at.is_(None)
        )
    )
    return {key: (reference(kind, number), name) for key, number, name in rows}
