"""What pages about flags say and where they lead, from what was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g, url_for

from vendor_tracker import clock
from vendor_tracker.domain.ages import age_words
from vendor_tracker.domain.factwords import label_of, value_of
from vendor_tracker.domain.gaps import Action, Fact, GapRule, Remedy
from vendor_tracker.domain.links import act_path, path_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, split
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.steps import NextStep
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.domain.wording import capital, day
from vendor_tracker.storage.queries.flags import FlagPage, FlagRow, Period
from vendor_tracker.storage.queries.overviews import FlagLine
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.navigation import Place, crumbs
from vendor_tracker.web.waiverpages import void_words


@dataclass(frozen=True, slots=True)
class FlagView:
    """One flag as it is argued on a page: what, why, and what closes it."""

    line: FlagLine
    title: str
    why: str
    closes: tuple[Place, ...]
    href: str
    foot: str
    since: str

    @property
    def record(self) -> str:
        """Return the one record that the flag is about, else the flag itself.

        Two flags of one rule have one title; this tells them apart.
        """
        records = {entry[0] for entry in self.line.facts if _is_record(entry[0])}
        return records.pop() if len(records) == 1 else self.line.reference


@dataclass(frozen=True, slots=True)
class RecordView:
    """One record that the rule read, with each fact in words: name, value, and its page."""

    reference: str
    kind: str
    href: str | None
    says: tuple[tuple[str, str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a flag."""

    at: datetime
    text: str


def flag_views(lines: Iterable[FlagLine], severity: Severity) -> list[FlagView]:
    """Return the flags of one severity that count today, ready to be shown."""
    return [view_of(one) for one in lines if one.severity is severity and one.counts]


def apart(lines: Iterable[FlagLine]) -> dict[str, Any]:
    """Return what stands apart from the flags that count: known, waived, waived no longer."""
    given = list(lines)
    return {
        "known": [view_of(one) for one in given if one.known_at_start and not one.waived_by],
        "waived": [view_of(one) for one in given if one.waived_by],
        "void": [void_words(one.void) for one in given if one.void and not one.waived_by],
    }


def view_of(line: FlagLine) -> FlagView:
    """Return one flag ready to be shown."""
    age = age_words(line.rule_code, line.facts, clock.today())
    foot = [f"Of the supplier {line.supplier}."] if line.supplier else []
    foot.append(f"{capital(age)}." if age else f"Open since {day(line.opened_on)}.")
    foot += [f"{line.waived_by} lets it stand."] if line.waived_by else []
    return FlagView(
        line,
        title_of(line),
        line.says,
        tuple(remedy_place(one) for one in line.remedies),
        path_of(g.organisation_code, line.reference),
        " ".join(foot),
        capital(age) or f"{line.opened_on.day} {line.opened_on:%b %Y}",
    )


def title_of(line: FlagLine) -> str:
    """Return the name of a flag: that of its rule."""
    rule = RULES_BY_CODE.get(line.rule_code)
    return rule.title if rule else line.says


def remedy_place(remedy: Remedy | NextStep) -> Place:
    """Return an act with its page, without a link for those who may not take it."""
    may_take = remedy.action is Action.view or current_actor().may(Permission.LOG)
    code = g.organisation_code
    href = act_path(code, remedy.action, remedy.reference, remedy.value) if may_take else ""
    return Place(remedy.text, href)


def records_of(line: FlagLine) -> list[RecordView]:
    """Return the records that the rule read, each once, with what it found there."""
    facts: dict[str, list[Fact]] = {}
    for entry in line.facts:
        facts.setdefault(entry[0], []).append(entry)
    return [
        RecordView(
            reference,
            _kind_words(reference),
            _href(reference),
            tuple((label_of(entry), value_of(entry), _href(entry[2])) for entry in entries),
        )
        for reference, entries in facts.items()
    ]


def events_of(page: FlagPage) -> list[Event]:
    """Return what happened to a flag, newest first."""
    events: list[Event] = []
    before: Period | None = None
    for period in reversed(page.periods):
        moved = before is not None and _moved(before, period)
        events += [] if moved else _ended(before)
        events.append(Event(period.opened_at, _begun(period, before, moved=moved)))
        before = period
    events += _ended(before)
    events += [Event(note.at, f"{note.by}: “{note.text}”") for note in reversed(page.notes)]
    events += [Event(act.at, act.text) for act in reversed(page.acts)]
    return sorted(events, key=lambda one: one.at)[::-1]


def trail_of(row: FlagRow) -> list[Place]:
    """Return the trail that leads to a flag: its product or supplier, and its flags."""
    if row.line.supplier is None:
        return crumbs(
            ("Products", url_for("products.list_products")),
            (row.name, path_of(g.organisation_code, row.subject)),
            ("Flags", url_for("flags.list_product_flags", ref=row.subject)),
        )
    return crumbs(
        ("Suppliers", url_for("suppliers.list_suppliers")),
        (row.name, path_of(g.organisation_code, row.subject)),
        ("Flags", url_for("flags.list_flags", supplier=row.subject, state="open")),
    )


def rule_of(row: FlagRow) -> GapRule | None:
    """Return the rule that found a flag, or None when it is no longer asked."""
    return RULES_BY_CODE.get(row.line.rule_code)


def _moved(before: Period, period: Period) -> bool:
    """Tell whether a flag stayed open and only its severity changed."""
    return before.closed_at == period.opened_at and before.severity is not period.severity


def _begun(period: Period, before: Period | None, *, moved: bool) -> str:
    severity = period.severity.label.lower()
    if before is None:
        return f"Opened as {severity}."
    if moved:
        return f"Became {severity}; it was {before.severity.label.lower()}."
    return f"Opened again as {severity}: the facts show the gap once more."


def _ended(period: Period | None) -> list[Event]:
    if period is None or period.closed_at is None:
        return []
    return [Event(period.closed_at, "Closed: the facts no longer show this gap.")]


def _kind_words(reference: str) -> str:
    found = split(reference)
    return "" if found is None else found[0].name.capitalize()


def _is_record(reference: str) -> bool:
    found = split(reference)
    return found is not None and found[0] not in (Kind.PRODUCT, Kind.SUPPLIER)


def _href(reference: str) -> str | None:
    found = split(reference)
    if found is None or found[0] is Kind.FLAG:
        return None
    return path_of(g.organisation_code, reference)
