"""The page on which something is done with many flags, after saying how many and which."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import flagwork
from vendor_tracker.services.flagwork import Done
from vendor_tracker.storage.queries.flags import (
    SORTS,
    FlagRow,
    find_versions,
    list_flags,
    list_named,
    list_versions,
)
from vendor_tracker.storage.queries.home import list_set_up_gaps
from vendor_tracker.storage.queries.savedviews import get_desk
from vendor_tracker.web import flagpages, flagqueue, lists
from vendor_tracker.web.auth import current_actor, current_person, needs
from vendor_tracker.web.forms.flags import AssignForm, ManyForm, seen_text
from vendor_tracker.web.manyflags import OFFERS, Offer, said
from vendor_tracker.web.navigation import crumbs

bp = Blueprint("flagwork", __name__, url_prefix="/<organisation_code>/flags")

_MOST_SHOWN = 20


@bp.get("/work")
@needs(Permission.LOG)
def choose_act() -> ResponseReturnValue:
    """Show what is about to be done, and with which flags."""
    offer, chosen = _offer(), _chosen()
    if offer is None or not chosen:
        flash("Choose at least one open flag, then what to do with it.")
        return redirect(_back())
    # Most often somebody takes flags for themselves.
    form = _form(offer, seen=seen_text(chosen), owner=current_person().email)
    return _page(offer, form)


@bp.post("/work")
@needs(Permission.LOG)
def act_on_many() -> ResponseReturnValue:
    """Do it, and say on the list what was done and what was left."""
    offer = _offer()
    if offer is None:
        return redirect(_back())
    form = _form(offer)
    if form.submitted():
        try:
            done = _act(offer, form)
            if not (done.changed or done.left):
                raise Refused("Choose at least one open flag first.")
            for number, words in enumerate(said(done, offer.done(form))):
                flash(words, "message" if number or not done.changed else "success")
            return redirect(_back())
        except Refused as refusal:
            form.show(refusal)
    return _page(offer, form), 422


def _act(offer: Offer, form: ManyForm) -> Done:
    actor, seen, act = current_actor(), form.read_seen(), offer.act(form)
    if _is_all():
        return flagwork.act_on_filter(actor, _wanted(), act, seen)
    return flagwork.act_on_chosen(actor, seen, act)


def _chosen() -> dict[str, int]:
    """Return the open flags that were chosen, with their versions."""
    if _is_all():
        wanted = _wanted()
        return {} if wanted.state == "closed" else list_versions(current_actor(), wanted)
    return find_versions(current_actor(), request.args.getlist("refs"))


def _shown(seen: dict[str, int]) -> list[FlagRow]:
    """Return the first of the flags, in the order of the list they were chosen from."""
    if not _is_all():
        return list_named(current_actor(), list(seen)[:_MOST_SHOWN])
    place = lists.asked(SORTS)
    rows = list_flags(current_actor(), _wanted(), place).rows
    return [row for row in rows if row.reference in seen][:_MOST_SHOWN]


def _form(offer: Offer, **values: Any) -> ManyForm:
    form = offer.form.from_request(**values)
    if isinstance(form, AssignForm):
        form.owner.offer(get_desk(current_actor(), flagqueue.PAGE, clock.today()).people)
    return form


def _page(offer: Offer, form: ManyForm) -> str:
    seen = form.read_seen()
    rows = _shown(seen)
    kept = flagqueue.kept_arguments()
    return render_template(
        "flags/work.html",
        offer=offer,
        form=form,
        total=len(seen),
        rows=rows,
        views={row.reference: flagpages.view_of(row.line) for row in rows},
        action=url_for(
            "flagwork.act_on_many",
            act=request.args.get("act"),
            all="1" if _is_all() else None,
            **kept,
        ),
        back=_back(),
        breadcrumbs=crumbs(("Flags", _back())),
    )


def _offer() -> Offer | None:
    return OFFERS.get(request.args.get("act", ""))


def _is_all() -> bool:
    return request.args.get("all") == "1"


def _wanted() -> Any:
    return flagqueue.wanted_flags(list_set_up_gaps(current_actor(), clock.today()))


def _back() -> str:
    return url_for("flags.list_flags", **flagqueue.kept_arguments())
