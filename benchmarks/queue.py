"""The review queue over 10,000 open flags: what a page of it asks of the database."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from benchmarks.data import organisation
from benchmarks.measuring import Case, counted, timed
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Gate, Severity
from vendor_tracker.services import flagwork
from vendor_tracker.storage.db import Database
from vendor_tracker.storage.queries.flags import FlagFilter, list_and_count, list_flags
from vendor_tracker.storage.queries.home import list_set_up_gaps
from vendor_tracker.storage.queries.paging import Asked
from vendor_tracker.storage.queries.savedviews import get_desk

# So many products have about 10,000 flags.
_PRODUCTS = 1_720
_ROUNDS = 25
_TODO = FlagFilter(state="todo")
_LISTS = (
    ("everything to do", _TODO, "severity"),
    ("the oldest first", _TODO, "opened"),
    ("due first", _TODO, "due"),
    ("critical", replace(_TODO, severity=Severity.critical), "severity"),
    ("of one gate", replace(_TODO, gate=Gate.award), "severity"),
    ("of one supplier", replace(_TODO, supplier="SUP-3"), "severity"),
    ("of nobody", replace(_TODO, owner="nobody"), "severity"),
    ("searched", replace(_TODO, text="0001"), "severity"),
)


def run() -> list[Case]:
    """Measure a page of the queue in several orders and filters, and a bulk act."""
    with organisation(_PRODUCTS) as (database, actor):
        total = list_flags(actor, FlagFilter()).total
        cases = []
        for name, wanted, sort in _LISTS:
            case = Case(f"Queue of {total:,} flags, {name}", "15")
            _measure(case, database, partial(_read, actor, wanted, Asked(sort=sort)))
            cases.append(case)
        cases.append(_bulk(actor, total))
    return cases


def _measure(case: Case, database: Database, read: Callable[[], None]) -> None:
    with counted(database) as statements:
        read()
    case.note = f"{sum(s.startswith(('SELECT', 'WITH')) for s in statements)} queries"
    timed(case, read, _ROUNDS)


def _read(actor: Actor, wanted: FlagFilter, place: Asked) -> None:
    """Read what the page needs, with five lists that somebody keeps."""
    on = clock.today()
    get_desk(actor, "flags", on)
    cards = tuple(card.rule_code for card in list_set_up_gaps(actor, on))
    shown = replace(wanted, carded=cards)
    kept = [replace(shown, severity=one) for one in Severity] + [replace(shown, older=7)] * 2
    list_and_count(actor, shown, place, [replace(shown, state="waiting"), *kept])


def _bulk(actor: Actor, total: int) -> Case:
    case = Case(f"A note under all {total:,} flags", "-")
    act = partial(flagwork.note_flags, text="Looked at together.")
    timed(case, lambda: flagwork.act_on_filter(actor, FlagFilter(), act), 1)
    return case
