"""Pages about waivers: the list, one waiver, and asking for one at a flag."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import WaiverState
from vendor_tracker.services import waivers
from vendor_tracker.storage.queries.flags import get_flag
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.storage.queries.waivers import (
    SORTS,
    STATES,
    WaiverFilter,
    WaiverRow,
    get_waiver,
    list_waivers,
    list_who_may_agree,
)
from vendor_tracker.web import flagpages, lists, waiverpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.waivers import AskForm, DecideForm
from vendor_tracker.web.navigation import Place, crumbs

bp = Blueprint("waivers", __name__, url_prefix="/<organisation_code>")

STATE_WORDS = {
    "open": "Current",
    **{state.value: state.label for state in WaiverState},
    "": "All",
}


@bp.get("/waivers", endpoint="list_waivers")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List waivers, what ends first at the top."""
    actor, wanted, place = current_actor(), _wanted(), lists.asked(SORTS)
    page = list_waivers(actor, wanted, clock.today(), place)
    return render_template(
        "waivers/list.html",
        page=page,
        wanted=wanted,
        place=place,
        states=STATE_WORDS.items(),
        chips=lists.chips(_words(wanted)),
        lists=lists,
        title_of=waiverpages.title_of,
        state_words=waiverpages.state_words,
        breadcrumbs=crumbs(("Flags", url_for("flags.list_flags"))),
        **lists.neighbours(page),
    )


@bp.get("/waivers/<ref>")
@needs(Permission.VIEW)
def show_waiver(ref: str) -> ResponseReturnValue:
    """Show one waiver: who asked, why, until when, and what became of it."""
    row = get_waiver(current_actor(), ref, clock.today())
    return _page(row, DecideForm.from_request(version=row.version))


@bp.post("/waivers/<ref>/agree")
@needs(Permission.DECIDE)
def agree_waiver(ref: str) -> ResponseReturnValue:
    """Agree to a waiver as the second person."""
    return _decide(ref, is_agreed=True)


@bp.post("/waivers/<ref>/refuse")
@needs(Permission.DECIDE)
def refuse_waiver(ref: str) -> ResponseReturnValue:
    """Say no to a waiver, with the reason."""
    return _decide(ref, is_agreed=False)


@bp.post("/waivers/<ref>/withdraw")
@needs(Permission.LOG)
def withdraw_waiver(ref: str) -> ResponseReturnValue:
    """Take a waiver back."""
    actor, form = current_actor(), DecideForm.from_request()
    row = get_waiver(actor, ref, clock.today())
    if form.submitted():
        try:
            waivers.withdraw_waiver(actor, row.reference, version=form.read_version())
            flash(f"{row.reference} was taken back.", "success")
            return redirect(url_for("waivers.show_waiver", ref=row.reference))
        except Refused as refusal:
            form.show(refusal)
    return _page(row, form), 422


@bp.route("/flags/<ref>/waive", methods=["GET", "POST"])
@needs(Permission.LOG)
def ask_waiver(ref: str) -> ResponseReturnValue:
    """Ask for a waiver of a flag."""
    actor, form = current_actor(), AskForm.from_request()
    flag = get_flag(actor, ref).flag
    if form.submitted():
        try:
            made = waivers.ask_waiver(actor, flag.reference, **form.answers())
            flash(f"{made} is asked for. It waits for a second person.", "success")
            return redirect(url_for("waivers.show_waiver", ref=made))
        except Refused as refusal:
            form.show(refusal)
    found = waiverpages.waivers_at(actor, flag.reference, form)
    if found["waiving"].form is None and not form.form_errors:
        # Nothing can be asked for: the page of the flag says why.
        return redirect(url_for("flags.show_flag", ref=flag.reference, _anchor="waive"))
    view, trail = flagpages.view_of(flag.line), _flag_trail(flag)
    return render_template(
        "waivers/ask.html", flag=flag, view=view, form=form, breadcrumbs=trail, **found
    ), 422 if form.errors else 200


def shown(after: str) -> tuple[Page[WaiverRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    wanted = _wanted()
    page = list_waivers(current_actor(), wanted, clock.today(), lists.in_full(SORTS, after))
    words = {"state": STATE_WORDS[wanted.state] if wanted.state else "", **_words(wanted)}
    return page, [text for text in words.values() if text]


def _decide(ref: str, *, is_agreed: bool) -> ResponseReturnValue:
    actor, form = current_actor(), DecideForm.from_request()
    row = get_waiver(actor, ref, clock.today())
    act = waivers.agree_waiver if is_agreed else waivers.refuse_waiver
    if form.submitted():
        try:
            act(actor, row.reference, version=form.read_version(), note=str(form.note.data or ""))
            done = f"Agreed: {row.flag} may stand" if is_agreed else f"{row.reference} is refused"
            flash(f"{done}.", "success")
            return redirect(url_for("waivers.show_waiver", ref=row.reference))
        except Refused as refusal:
            form.show(refusal)
    # Refusing may have found that it is void.
    return _page(get_waiver(actor, ref, clock.today()), form), 422


def _page(row: WaiverRow, form: DecideForm) -> str:
    actor, on = current_actor(), clock.today()
    waits = row.state is WaiverState.asked
    who = list_who_may_agree(actor, row.severity, row.discipline, on, row.asked_by_id)
    return render_template(
        "waivers/show.html",
        waiver=row,
        title=waiverpages.title_of(row),
        state=waiverpages.state_words(row),
        notice=waiverpages.void_words(row.void) if row.void else "",
        why_not=row.why_not(actor) if waits else "",
        who=who if waits else (),
        form=form,
        breadcrumbs=waiverpages.trail_of(row),
    )


def _flag_trail(flag: flagpages.FlagRow) -> list[Place]:
    here = Place(flag.reference, url_for("flags.show_flag", ref=flag.reference))
    return [*flagpages.trail_of(flag), here]


def _wanted() -> WaiverFilter:
    """Return which waivers the address asks for; what it cannot mean is ignored."""
    state = request.args.get("state", "open")
    mine = request.args.get("waits") == "me"
    return WaiverFilter(state if state in STATES else "open", mine)


def _words(wanted: WaiverFilter) -> dict[str, str]:
    """Return the filters in use in words; the state has a box of its own."""
    return {"waits": "Waiting for me" if wanted.mine else ""}
