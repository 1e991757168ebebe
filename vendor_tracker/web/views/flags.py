"""Pages about flags: the list, those of one product, and one flag as an argument."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.rules import ALL_RULES, RULES_BY_CODE
from vendor_tracker.domain.sources import sources_of
from vendor_tracker.domain.vocabulary import Gate, Severity
from vendor_tracker.services import flagwork
from vendor_tracker.storage.queries.claims import get_claim
from vendor_tracker.storage.queries.flagfilters import AGES
from vendor_tracker.storage.queries.flags import (
    SORTS,
    FlagPage,
    FlagRow,
    get_flag,
    list_flags,
)
from vendor_tracker.storage.queries.heads import find_head
from vendor_tracker.storage.queries.home import list_set_up_gaps
from vendor_tracker.storage.queries.overviews import list_heard_flags
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.storage.queries.savedviews import get_desk
from vendor_tracker.web import claimpages, flagpages, flagqueue, lists, waiverpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.flags import NoteForm, PlanForm
from vendor_tracker.web.manyflags import OFFERS
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("flags", __name__, url_prefix="/<organisation_code>")

_DRAWN = "F10"


@bp.get("/flags", endpoint="list_flags")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List flags to work on; a set-up gap that many records share is one card."""
    place = lists.asked(SORTS)
    queue = flagqueue.read_queue(current_actor(), place)
    return render_template(
        "flags/list.html",
        queue=queue,
        page=queue.page,
        wanted=queue.wanted,
        rows=[(row, flagpages.view_of(row.line)) for row in queue.page.rows],
        chips=flagqueue.chips(queue.wanted, queue.people),
        cards=[(RULES_BY_CODE[card.rule_code], card.count) for card in queue.cards],
        place=place,
        lists=lists,
        kept=flagqueue.kept_arguments(),
        **_choices(),
        **lists.neighbours(queue.page),
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
        **flagpages.apart(lines),
        breadcrumbs=product_crumbs(found.head),
    )


@bp.get("/flags/<ref>")
@needs(Permission.VIEW)
def show_flag(ref: str) -> ResponseReturnValue:
    """Show one flag: what was found, why, why it matters, what closes it."""
    return _flag_page(get_flag(current_actor(), ref))


@bp.post("/flags/<ref>")
@needs(Permission.LOG)
def add_note(ref: str) -> ResponseReturnValue:
    """Write a note under a flag."""
    actor, form = current_actor(), NoteForm.from_request()
    page = get_flag(actor, ref)
    if form.submitted():
        try:
            flagwork.note_flags(actor, [page.flag.reference], str(form.text.data))
            flash("The note is saved.", "success")
            return redirect(url_for("flags.show_flag", ref=page.flag.reference))
        except Refused as refusal:
            form.show(refusal)
    return _flag_page(page, note=form), 422


@bp.post("/flags/<ref>/work")
@needs(Permission.LOG)
def plan_flag(ref: str) -> ResponseReturnValue:
    """Say who has a flag, until when, and what it waits for."""
    actor, form = current_actor(), PlanForm.from_request()
    page = get_flag(actor, ref)
    if form.submitted():
        try:
            flagwork.plan_flag(actor, ref, version=form.read_version(), **form.answers())
            flash(f"{page.flag.reference} was saved.", "success")
            return redirect(url_for("flags.show_flag", ref=page.flag.reference))
        except Refused as refusal:
            form.show(refusal)
    return _flag_page(page, plan=form), 422


def shown(after: str) -> tuple[Page[FlagRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    actor, on = current_actor(), clock.today()
    wanted = flagqueue.wanted_flags(list_set_up_gaps(actor, on))
    page = list_flags(actor, wanted, lists.in_full(SORTS, after))
    people = get_desk(actor, flagqueue.PAGE, on).people
    return page, list(flagqueue.words(wanted, people).values())


def _flag_page(page: FlagPage, note: NoteForm | None = None, plan: PlanForm | None = None) -> str:
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
        **waiverpages.waivers_at(current_actor(), row.reference),
        days=(clock.today() - row.line.opened_on).days,
        form=note or plan or NoteForm.from_request(),
        note=note or NoteForm(formdata=None),
        plan=_plan(row, plan),
        breadcrumbs=flagpages.trail_of(row),
    )


def _drawn_claim(actor: Actor, row: FlagRow) -> claimpages.ClaimView | None:
    """Return the claim that a flag about a verdict is drawn with, as it stands today."""
    if row.line.rule_code != _DRAWN or row.closed_on is not None:
        return None
    return claimpages.view_of(get_claim(actor, row.key).facts)


def _plan(row: FlagRow, sent: PlanForm | None) -> PlanForm:
    """Return the form of what is decided about a flag, as it was sent or as it stands."""
    now = row.standing
    form = sent or PlanForm(
        formdata=None,
        data={
            "owner": now.owner_email,
            "due_on": now.due_on,
            "until": now.waiting_until,
            "version": now.version,
        },
    )
    people = get_desk(current_actor(), flagqueue.PAGE, clock.today()).people
    form.owner.offer(people, (now.owner_email, now.owner))
    return form


def _choices() -> dict[str, Any]:
    return {
        "gates": list(Gate),
        "rules": ALL_RULES,
        "ages": AGES,
        "states": flagqueue.STATE_WORDS,
        "offers": OFFERS,
    }
