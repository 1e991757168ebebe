"""The law of waivers: a waived gap counts nowhere, in whatever words or list."""

import re
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from openpyxl import load_workbook

from tests import factories
from tests.clients import CheckingClient
from tests.people import person
from tests.waiving import ENDS, ask, critical_flag
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Discipline, Role, Severity, WaiverState
from vendor_tracker.domain.waivers import state_of
from vendor_tracker.services import registers, waivers
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, Waiver
from vendor_tracker.storage.queries.flags import FlagFilter, list_flags
from vendor_tracker.storage.queries.heads import find_head
from vendor_tracker.storage.queries.home import get_figures
from vendor_tracker.storage.queries.waivers import WaiverFilter, list_waivers
from vendor_tracker.storage.queries.works import get_work

TODAY = date(2026, 10, 6)


def waive_every_critical_gap(actor: Actor) -> int:
    """Let every critical gap of the organisation stand; return how many there were."""
    officer = person(actor, "officer", Role.officer)
    reviewer = person(actor, "reviewer", skills=Discipline)
    numbers = session().scalars(
        sa.select(Flag.number).where(Flag.severity == Severity.critical, Flag.closed_on.is_(None))
    )
    refs = [ask(officer, f"FLG-{number}") for number in numbers.all()]
    for ref in refs:
        waivers.agree_waiver(reviewer, ref, version=1)
    return len(refs)


def test_no_waived_gap_counts_in_sentence_strip_list_or_workbook(
    client: CheckingClient, actor: Actor, tmp_path: Path
) -> None:
    critical_flag(actor)
    factories.make_decision(actor, product="PRD-1", planned_on=date(2026, 11, 1))
    many = waive_every_critical_gap(actor)
    assert many > 1
    head = find_head(actor, "PRD-1").head
    assert (head.standing.critical, head.standing.waived) == (0, many)
    words = " ".join((head.readiness.sentence, *(str(box) for box in head.gates)))
    assert not re.search(r"\d critical", words)
    assert list_flags(actor, FlagFilter(severity=Severity.critical)).total == 0
    assert list_flags(actor, FlagFilter(state="waived")).total == many
    assert get_figures(actor, TODAY, Limits()).critical == 0
    assert get_work(actor, TODAY, Limits()).flags[Severity.critical] == 0
    page = client.get("/rht/products?q=PRD-1").text
    assert re.search(r"0<span[^>]*> critical", page)
    registers.export_register(actor, tmp_path / "register.xlsx", base_url="http://x")
    book = load_workbook(tmp_path / "register.xlsx", read_only=True)
    assert critical_in(book["Overview"]) == [0]


def critical_in(sheet: Any) -> list[object]:
    """Return the cells of the column of critical gaps."""
    rows = list(sheet.iter_rows(values_only=True))
    top = next(n for n, row in enumerate(rows) if "Critical" in " ".join(map(str, row)))
    place = next(n for n, title in enumerate(rows[top]) if str(title).startswith("Critical"))
    return [row[place] for row in rows[top + 1 :] if row[0]]


def test_a_list_of_one_state_holds_what_is_in_that_state(any_actor: Actor) -> None:
    critical_flag(any_actor)
    ask(person(any_actor, "officer", Role.officer), "FLG-1")
    second = person(any_actor, "reviewer")
    choices = product((None, True, False), (None, TODAY), (None, TODAY))
    for is_agreed, withdrawn_on, void_on in choices:
        fields: dict[str, Any] = {
            "is_agreed": is_agreed,
            "withdrawn_on": withdrawn_on,
            "void_on": void_on,
        }
        set_waiver({**fields, "decided_by": None if is_agreed is None else second.user_id})
        for on in (TODAY, ENDS, date(2027, 3, 2)):
            state = state_of(on, ends_on=ENDS, **fields)
            lists = [s for s in WaiverState if list_waivers(any_actor, WaiverFilter(s), on).rows]
            assert lists == [state], (fields, on)
            is_open = bool(list_waivers(any_actor, WaiverFilter("open"), on).rows)
            assert is_open is (state in (WaiverState.asked, WaiverState.holds))
            assert list_waivers(any_actor, WaiverFilter(""), on).rows[0].state is state


@transactional
def set_waiver(fields: dict[str, object]) -> None:
    """Set columns of the only waiver, past the service."""
    table: Any = Waiver.__table__
    session().execute(sa.update(table).values(**fields))
