"""The pass that looks again at what is due, and the proof that stored flags are right."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.flags import Changes
from vendor_tracker.domain.gaps import About
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.services import checklists, flags, lifesummaries, settings
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage import flagrows, statuses
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.dossiers import chunks
from vendor_tracker.storage.models import Organisation, Product, Supplier
from vendor_tracker.storage.statuses import Values

Progress = Callable[[int], None]
_log = logging.getLogger("vendor_tracker")

_ORDER = (About.supplier, About.product)
_SUBJECTS: dict[About, tuple[Kind, type[Product] | type[Supplier]]] = {
    About.product: (Kind.PRODUCT, Product),
    About.supplier: (Kind.SUPPLIER, Supplier),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is stored otherwise than the rules find it."""

    subject: str
    what: str


@dataclass(slots=True)
class Report:
    """How stored flags compare with flags worked out anew."""

    checked: int = 0
    waiting: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Tell whether all that is stored, apart from what waits its turn, is as found."""
        return not self.differences


def run_all(database: Database, progress: Progress | None = None) -> int:
    """Look again at all that is due, in every organisation; return how many were looked at."""
    with database.opened() as opened:
        organisations = list(opened.scalars(sa.select(Organisation.id).order_by(Organisation.id)))
        return sum(_in_turn(key, progress) for key in organisations)


def run_waiting(database: Database) -> int:
    """Look again at what waits, such as after a number of the rules was changed."""
    with database.opened():
        return sum(_in_turn(key) for key in statuses.organisations_due(clock.today()))


def _in_turn(organisation_id: int, progress: Progress | None = None) -> int:
    """Look again in one organisation; what is wrong in it holds up no other."""
    try:
        looked_at = recheck_due(organisation_id, progress)
        lifesummaries.refresh_due(organisation_id)
        return looked_at
    except checklists.AlteredChecklist as fault:
        _log.error("nothing was looked at in organisation %d: %s", organisation_id, fault)
        return 0


def recheck_due(organisation_id: int, progress: Progress | None = None) -> int:
    """Look again at each product and supplier whose day has come, some hundreds at a time.

    Each part is a write of its own, so that nobody waits long for it and a pass that was cut
    short goes on where it ended. A changed program has all looked at again. What was loaded
    without a look, such as a copy made by other means, is looked at first.
    """
    checklists.publish_built_in(organisation_id)
    settings.note_rules(organisation_id, _digest())
    if statuses.count_missing(organisation_id):
        _add_missing(organisation_id)
    total = 0
    while part := _recheck_part(organisation_id):
        total += part
        if progress is not None:
            progress(part)
    return total


def recheck_everything(actor: Actor, progress: Progress | None = None) -> int:
    """Look again at all there is in an organisation, due or not."""
    actor.must(Permission.ADMINISTER)
    _make_all_due(actor.organisation_id)
    return recheck_due(actor.organisation_id, progress)


def count_due(actor: Actor) -> int:
    """Count what waits to be looked at again."""
    return statuses.count_due(actor.organisation_id, clock.today())


def check_flags(actor: Actor, progress: Progress | None = None) -> Report:
    """Work out everything anew without storing it, and compare it with what is stored."""
    actor.must(Permission.VIEW)
    report = Report()
    for about in _ORDER:
        for part in _all_subjects(about, actor.organisation_id):
            _compare(report, about, actor.organisation_id, part)
            if progress is not None:
                progress(len(part))
    return report


def count_subjects(actor: Actor) -> int:
    """Count what a check has to look at."""
    return sum(
        session().scalar(
            sa.select(sa.func.count())
            .select_from(model)
            .where(model.organisation_id == actor.organisation_id)
        )
        or 0
        for _, model in _SUBJECTS.values()
    )


@transactional
def _recheck_part(organisation_id: int) -> int:
    on = clock.today()
    # Suppliers first: what their products hear of them is then of today.
    for about in _ORDER:
        ids = statuses.due(about, organisation_id, on)
        if ids:
            of_suppliers = about == About.supplier
            flags.refresh_subjects(
                organisation_id, () if of_suppliers else ids, ids if of_suppliers else ()
            )
            return len(ids)
    return 0


@transactional
def _add_missing(organisation_id: int) -> None:
    statuses.add_missing(organisation_id, clock.today())


@transactional
def _make_all_due(organisation_id: int) -> None:
    statuses.make_all_due(organisation_id, clock.today())


def _digest() -> str:
    """Return what tells the rules of this program from those of another release."""
    return sha256(repr([(rule.code, rule.version) for rule in ALL_RULES]).encode()).hexdigest()


def _all_subjects(about: About, organisation_id: int) -> Iterator[dict[int, str]]:
    kind, model = _SUBJECTS[about]
    rows = session().execute(
        sa.select(model.id, model.number).where(model.organisation_id == organisation_id)
    )
    names = {key: reference(kind, number) for key, number in rows}
    for part in chunks(names):
        yield {key: names[key] for key in part}


def _compare(report: Report, about: About, organisation_id: int, names: Mapping[int, str]) -> None:
    on, ids = clock.today(), list(names)
    stored = statuses.read(about, organisation_id, ids)
    limits = settings.limits(organisation_id, on)
    if about == About.product:
        gaps, values = flags.find_for_products(organisation_id, ids, on, limits, with_lives=True)
    else:
        gaps, values = flags.find_for_suppliers(organisation_id, ids, on, limits)
    changes = flagrows.compare(about, organisation_id, gaps)
    for key, subject in names.items():
        report.checked += 1
        if _waits(stored.get(key), on):
            report.waiting.append(subject)
            continue
        for what in _words(changes.get(key), stored.get(key), values[key]):
            report.differences.append(Difference(subject, what))


def _waits(stored: Values | None, on: date) -> bool:
    return stored is not None and stored["recheck_on"] is not None and stored["recheck_on"] <= on


def _words(changes: Changes | None, stored: Values | None, wanted: Values) -> Iterator[str]:
    if stored is None:
        yield "was never looked at"
        return
    for gap in changes.to_raise if changes else ():
        yield f"{gap.rule_code} of {gap.key} is missing"
    for flag, _ in changes.to_reopen if changes else ():
        yield f"{flag.rule_code} of {flag.key} is closed and should be open"
    for flag, _ in changes.to_change if changes else ():
        yield f"{flag.rule_code} of {flag.key} says something else"
    for flag in changes.to_close if changes else ():
        yield f"{flag.rule_code} of {flag.key} is open and should be closed"
    differing = [name for name, value in wanted.items() if stored[name] != value]
    # Whole lives that are not of today wait for their own pass.
    waits = wanted.get("life_on") is not None and stored["life_on"] != wanted["life_on"]
    apart = ("checked_on", "life_") if waits else ("checked_on",)
    differing = [name for name in differing if not name.startswith(apart)]
    if differing:
        yield f"counters differ: {', '.join(sorted(differing))}"
