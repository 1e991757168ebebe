"""What the first page of a product says and where it leads, from what was read."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, g, url_for

from vendor_tracker import clock
from vendor_tracker.domain.costsummaries import NONE_KNOWN, CostSummary
from vendor_tracker.domain.gaps import Action
from vendor_tracker.domain.links import act_path
from vendor_tracker.domain.money import pounds
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.domain.wording import ago, count, day
from vendor_tracker.domain.workingdays import working_days_between
from vendor_tracker.storage.queries.heads import ProductHead
from vendor_tracker.storage.queries.overviews import Overview
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.flagpages import FlagView, apart, flag_views
from vendor_tracker.web.navigation import Place

# The rule that finds an item answered and not shown.
_ITEM_RULE = "F22"
_FEW_ITEMS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """The next step, with the page on which it is taken."""

    text: str
    reason: str
    href: str


def product_acts(head: ProductHead) -> list[Place]:
    """Return the acts that stand beside the name of a product."""
    known, acts = current_app.view_functions, []
    if "lines.log_lines" in known and current_actor().may(Permission.LOG):
        acts.append(Place("Log", url_for("lines.log_lines", about=head.reference)))
    if "reports.show_report" in known:
        acts.append(
            Place("Report for the board", url_for("reports.show_report", ref=head.reference))
        )
    if "registers.show_register" in known:
        acts.append(Place("Download register", url_for("registers.show_register")))
    return acts


def step_of(head: ProductHead) -> Step | None:
    """Return the next step of a product, or None when there is none."""
    found = head.next_step
    if found is None or head.is_archived:
        return None
    action, value = Action(found["action"]), str(found.get("value") or "")
    href = act_path(g.organisation_code, action, found["reference"], value)
    return Step(found["text"], found["reason"], href)


def values_of(page: Overview) -> dict[str, Any]:
    """Return everything that the first page of a product shows."""
    costs = page.head.standing.costs
    major, items = _split(flag_views(page.flags, Severity.major))
    return {
        "head": page.head,
        "page": page,
        "step": step_of(page.head),
        "title": blocks_title(page.head),
        "critical": flag_views(page.flags, Severity.critical),
        "major": major,
        "short_items": items,
        "minor": flag_views(page.flags, Severity.minor),
        **apart(page.flags),
        "costs": costs,
        "cost_rows": cost_rows(costs),
        "cost_chart": cost_chart(costs),
        "cost_scale": cost_scale(costs),
        "met": meeting_words(page),
    }


def _split(major: list[FlagView]) -> tuple[list[FlagView], list[FlagView]]:
    """Tell items of checklists apart where many would push everything else off the page."""
    items = [view for view in major if view.line.rule_code == _ITEM_RULE]
    if len(items) <= _FEW_ITEMS:
        return major, []
    return [view for view in major if view.line.rule_code != _ITEM_RULE], items


def blocks_title(head: ProductHead) -> str:
    """Return what the open flags of a product stand in the way of."""
    gate = head.standing.next_gate
    if gate is None:
        return "Open flags"
    does = "What blocks" if head.standing.critical else "What is open before"
    return f"{does} the {gate.label.lower()}"


def cost_scale(costs: CostSummary) -> Any:
    """Return the longer bar of the cost box; nothing is drawn without one."""
    return max(costs.year, costs.one_off)


def cost_rows(costs: CostSummary) -> list[tuple[str, str, str]]:
    """Return name, yearly and one-off figure of the cost box; not known is never nothing."""
    least = costs.unknown > 0
    return [
        (
            "Known",
            _sum(costs.year, costs.year_known, least),
            _sum(costs.one_off, costs.one_off_known, least),
        ),
        (
            "Of it hidden",
            _hidden(costs.hidden_year, costs),
            _hidden(costs.hidden_one_off, costs),
        ),
    ]


def cost_chart(costs: CostSummary) -> list[tuple[str, list[tuple[str, Any]], bool]]:
    """Return the bars of the cost box: what was disclosed, what was hidden."""
    open_end = costs.unknown > 0
    return [
        ("A year", [("a", costs.year - costs.hidden_year), ("b", costs.hidden_year)], open_end),
        (
            "One-off",
            [("a", costs.one_off - costs.hidden_one_off), ("b", costs.hidden_one_off)],
            open_end,
        ),
    ]


def meeting_words(page: Overview) -> str:
    """Say when both sides last met, when they meet next, and which question waits."""
    today, met = clock.today(), page.head.standing.last_met_on
    words = [
        f"Last met on {day(met)}, {ago((today - met).days)}." if met else "No meeting is on record."
    ]
    coming = page.together.next_meeting_on
    words.append(f"The next one is on {day(coming)}." if coming else "No meeting is booked.")
    asked = page.together.oldest_question_on
    if asked is not None:
        waited = count(working_days_between(asked, today), "working day")
        words.append(f"Our oldest question has waited {waited}.")
    return " ".join(words)


def _hidden(amount: Any, costs: CostSummary) -> str:
    if amount == 0 and not costs.hidden_unknown:
        return NONE_KNOWN if costs.lines > costs.unknown else "not known"
    return _sum(amount, amount > 0, costs.hidden_unknown > 0)


def _sum(amount: Any, is_known: bool, at_least: bool) -> str:
    if not is_known:
        return "not known"
    # A nought is known of every line, so nothing can add to it.
    return f"at least {pounds(amount)}" if at_least and amount else pounds(amount)
