"""Pages about flags: the list, those of one product, and one flag as an argument."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.rules import ALL_RULES, RULES_BY_CODE
from vendor_tracker.domain.sources import sources_of
from vendor_tracker.domain.vocabulary import Gate, Severity
from vendor_tracker.services import flags
from vendor_tracker.storage.queries.claims import get_claim
from vendor_tracker.storage.queries.flags import (
    SORTS,
    STATES,
    FlagFilter,
    FlagPage,
    FlagRow,
    get_flag,
    list_flags,
)
from vendor_tracker.storage.queries.heads import find_head
from vendor_tracker.storage.queries.home import SetUpGap, list_set_up_gaps
from vendor_tracker.storage.queries.overviews import list_heard_flags
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.web import claimpages, flagpages, lists
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.flags import NoteForm
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("flags", __name__, url_prefix="/<organisation_code>")

_DRAWN = "F10"


@bp.get("/flags", endpoint="list_flags")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List flags; a set-up gap that many records share is one card."""
    actor, place = current_actor(), lists.asked(SORTS)
    cards = list_set_up_gaps(actor, clock.today())
    wanted = _wanted(cards)
    page = list_flags(actor, wanted, place)
    return render_template(
        "flags/list.html",
        page=page,
        views={row.reference: flagpages.view_of(row.line) for row in page.rows},
        wanted=wanted,
        chips=_chips(wanted),
        cards=[(RULES_BY_CODE[card.rule_code], card.count) for card in cards],
        rules=ALL_RULES,
        gates=list(Gate),
        place=place,
        lists=lists,
        **lists.neighbours(page),
    )


@bp.get("/products/<ref>/flags")
@needs(Permission.VIEW)
def list_product_flags(ref: str) -> ResponseReturnValue:
    """Show every open flag that a product has or hears of."""
    actor = current_actor()
    found = find_head(actor, ref)
    lines = list_heard_flags(actor, found)
    return render_template(
        "flags/product.html",
        head=found.head,
        counted=[(one, flagpages.flag_views(lines, one)) for one in Severity],
        known=[flagpages.view_of(line) for line in lines if line.known_at_start],
        breadcrumbs=product_crumbs(found.head),
    )


@bp.get("/flags/<ref>")
@needs(Permission.VIEW)
def show_flag(ref: str) -> ResponseReturnValue:
    """Show one flag: what was found, why, why it matters, what closes it."""
    return _flag_page(get_flag(current_actor(), ref), NoteForm.from_request())


@bp.post("/flags/<ref>")
@needs(Permission.LOG)
def add_note(ref: str) -> ResponseReturnValue:
    """Write a note under a flag."""
    actor, form = current_actor(), NoteForm.from_request()
    page = get_flag(actor, ref)
    if form.submitted():
        try:
            flags.add_note(actor, page.flag.reference, str(form.text.data))
            flash("The note is saved.", "success")
            return redirect(url_for("flags.show_flag", ref=page.flag.reference))
        except Refused as refusal:
            form.show(refusal)
    return _flag_page(page, form), 422


def shown(after: str) -> tuple[Page[FlagRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    actor = current_actor()
    cards = list_set_up_gaps(actor, clock.today())
    wanted = _wanted(cards)
    page = list_flags(actor, wanted, lists.in_full(SORTS, after))
    return page, [words for words, _ in _chips(wanted)]


def _flag_page(page: FlagPage, form: NoteForm) -> str:
    row, rule = page.flag, flagpages.rule_of(page.flag)
    return render_template(
        "flags/show.html",
        flag=row,
        view=flagpages.view_of(row.line),
        rule=rule,
        sources=sources_of(rule.source) if rule else (),
        records=flagpages.records_of(row.line),
        events=flagpages.events_of(page),
        claim=_drawn_claim(current_actor(), row),
        days=(clock.today() - row.line.opened_on).days,
        form=form,
        breadcrumbs=flagpages.trail_of(row),
    )


def _drawn_claim(actor: Actor, row: FlagRow) -> claimpages.ClaimView | None:
    """Return the claim that a flag about a verdict is drawn with, as it stands today."""
    if row.line.rule_code != _DRAWN or row.closed_on is not None:
        return None
    return claimpages.view_of(get_claim(actor, row.key).facts)


def _wanted(cards: list[SetUpGap]) -> FlagFilter:
    given: Any = request.args
    state, rule = given.get("state", ""), given.get("rule", "")
    return FlagFilter(
        text=given.get("q", "").strip(),
        severity=_member(Severity, given.get("severity")),
        gate=_member(Gate, given.get("gate")),
        rule=rule if rule in RULES_BY_CODE else "",
        state=state if state in STATES else "open",
        carded=tuple(card.rule_code for card in cards) if state in ("", "open") else (),
    )


def _member(members: Any, value: str | None) -> Any:
    return next((member for member in members if member.value == value), None)


def _chips(wanted: FlagFilter) -> list[tuple[str, str]]:
    states = {"known": "Known at the start", "closed": "Closed"}
    given = (
        ("q", f"“{wanted.text}”" if wanted.text else ""),
        ("severity", wanted.severity.label if wanted.severity else ""),
        ("gate", f"Gate: {wanted.gate.label.lower()}" if wanted.gate else ""),
        ("rule", RULES_BY_CODE[wanted.rule].title if wanted.rule else ""),
        ("state", states.get(wanted.state, "")),
    )
    return [(words, lists.here(**{name: None}, after=None)) for name, words in given if words]
