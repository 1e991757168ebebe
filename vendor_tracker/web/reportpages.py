"""What a board report says, from what was read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vendor_tracker import clock
from vendor_tracker.domain.assessing import Reading
from vendor_tracker.domain.checklists.model import Checklist, Item
from vendor_tracker.domain.dossier import IN_PLAY
from vendor_tracker.domain.facts import ClaimFacts
from vendor_tracker.domain.gatestrip import GateBox
from vendor_tracker.domain.progress import Progress, progress
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.suppression import SafeLine, safe_lines
from vendor_tracker.domain.vocabulary import Severity, Side
from vendor_tracker.domain.wording import count, listed
from vendor_tracker.domain.worth import Standing
from vendor_tracker.storage.queries.decisions import ConditionLine, DecisionDetail
from vendor_tracker.storage.queries.reportrows import AnswerLine, PromiseLine
from vendor_tracker.storage.queries.reports import LeftOut, Report
from vendor_tracker.web import claimpages
from vendor_tracker.web.flagpages import apart, flag_views
from vendor_tracker.web.productpages import cost_rows
from vendor_tracker.web.waiverpages import state_words, title_of


@dataclass(frozen=True, slots=True)
class GateRow:
    """One gate: where it stands, what is planned, what was decided, which items it asks."""

    box: GateBox
    planned_on: date | None
    decided: DecisionDetail | None
    # Items met of items asked; empty for a gate that asks none now.
    items: str


@dataclass(frozen=True, slots=True)
class Answered:
    """One item that was answered: by whom, looked at by whom.

    Without a reading it is not asked of the product any more, by what is known about it.
    """

    item: Item
    reading: Reading | None
    line: AnswerLine


@dataclass(frozen=True, slots=True)
class Section:
    """One checklist: how far it is, what is left critical, and who did what."""

    code: str
    title: str
    progress: Progress
    critical: tuple[Reading, ...]
    answered: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class SideRow:
    """The promises of one side: those still open, and how the others went."""

    side: Side
    open: tuple[PromiseLine, ...]
    late: int
    kept: int


def values_of(report: Report) -> dict[str, Any]:
    """Return everything that the report of a product shows."""
    flags = report.flags
    return {
        "report": report,
        "head": report.head,
        "is_asked": report.head.stage in IN_PLAY,
        "gates": _gates(report),
        "critical": flag_views(flags, Severity.critical),
        "major": flag_views(flags, Severity.major),
        "minor": flag_views(flags, Severity.minor),
        "sections": [_section(report, one) for one in report.checklists if _of(report, one.code)],
        "views": claimpages.views_of_facts([one.facts for one in report.claims]),
        "cost_rows": [] if report.costs is None else cost_rows(report.costs),
        "promises": [_side(report, side) for side in (Side.ours, Side.theirs)],
        "conditions": _by_decision(report.conditions),
        "state_words": state_words,
        "waived_title": title_of,
        "shows": left_out_words(report.left_out)
        if report.is_public
        else confidential_words(report),
        **apart(flags),
    }


def group_rows(report: Report, limits: Limits) -> list[tuple[ClaimFacts, tuple[SafeLine, ...]]]:
    """Return the results by group of each claim, without the figures of a few people."""
    rows = [(one.facts, tuple(safe_lines(one.facts, limits))) for one in report.claims]
    return [row for row in rows if row[1]]


def confidential_words(report: Report) -> str:
    """Say how much of a whole report is marked confidential."""
    marked: tuple[Any, ...] = (*report.claims, *report.evidence, *report.answers.values())
    number = sum(one.is_confidential for one in marked) + report.confidential_costs
    if not number:
        return "Nothing in it is marked confidential."
    return f"It shows {count(number, 'confidential record')}: not for passing on."


def left_out_words(left_out: LeftOut) -> str:
    """Say what a public copy does not show."""
    rests = ((left_out.flags, "gap", "gaps"), (left_out.waivers, "waiver", "waivers"))
    resting = _listed(rests)
    if not left_out.records and resting == "none":
        return "Nothing about this product is marked confidential, so nothing is left out."
    if not left_out.records:
        return f"Left out because they rest on confidential records not shown here: {resting}."
    kinds = (
        (left_out.claims, "claim", "claims"),
        (left_out.costs, "cost line", "cost lines"),
        (left_out.evidence, "piece of evidence", "pieces of evidence"),
        (left_out.answers, "answer", "answers"),
    )
    words = f"Left out as confidential: {_listed(kinds)}."
    return f"{words} Left out because they rest on confidential records: {resting}."


def _listed(counts: Iterable[tuple[int, str, str]]) -> str:
    return listed([count(number, one, many) for number, one, many in counts if number]) or "none"


def _gates(report: Report) -> list[GateRow]:
    items = {one.gate: one for one in report.gates}
    return [_gate(report.decisions, box, items.get(box.gate)) for box in report.head.gates]


def _gate(decisions: Sequence[DecisionDetail], box: GateBox, items: Any) -> GateRow:
    own = [one for one in decisions if one.gate == box.gate]
    planned = [one.planned_on for one in own if one.decided_on is None and one.planned_on]
    decided = next((one for one in own if one.decided_on is not None), None)
    words = f"{items.met} of {items.asked}" if items is not None and items.asked else ""
    return GateRow(box, min(planned, default=None), decided, words)


def _of(report: Report, code: str) -> list[Reading]:
    return [one for one in report.readings if one.item.checklist == code]


def _section(report: Report, checklist: Checklist) -> Section:
    readings = _of(report, checklist.code)
    told = [one for one in readings if report.tells(one)]
    left = [one for one in told if _is_left(one)] if report.head.stage in IN_PLAY else []
    return Section(
        checklist.code,
        checklist.title,
        progress(readings),
        tuple(one for one in left if one.item.severity is Severity.critical),
        (*_answered(report, told), *_beside(report, checklist, readings)),
    )


def _answered(report: Report, told: Iterable[Reading]) -> Iterator[Answered]:
    for one in told:
        line = report.answer_to(one)
        if line is not None:
            yield Answered(one.item, one, line)


def _beside(
    report: Report, checklist: Checklist, readings: Iterable[Reading]
) -> Iterator[Answered]:
    """Yield the answers to items that do not apply to the product as it is known today."""
    asked = {one.item.code for one in readings}
    others = {item.code: item for item in checklist.items if item.code not in asked}
    for key, line in report.answers.items():
        if line.item in others and key not in report.untold:
            yield Answered(others[line.item], None, line)


def _is_left(reading: Reading) -> bool:
    return reading.is_asked and reading.standing is not Standing.met


def _side(report: Report, side: Side) -> SideRow:
    own, on = [one for one in report.promises if one.side == side], clock.today()
    still = tuple(one for one in own if one.done_on is None)
    return SideRow(side, still, sum(one.is_late(on) for one in still), len(own) - len(still))


def _by_decision(lines: Iterable[ConditionLine]) -> Mapping[str, list[ConditionLine]]:
    found: dict[str, list[ConditionLine]] = {}
    for line in lines:
        found.setdefault(line.decision, []).append(line)
    return found
