"""Pages about promises."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.ages import late_words
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Side
from vendor_tracker.services import promises
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.storage.queries.promises import (
    SORTS,
    STATES,
    PromiseDetail,
    PromiseFilter,
    PromiseRow,
    get_promise,
    list_promises,
)
from vendor_tracker.storage.queries.subjects import Subject, get_subject, list_subjects
from vendor_tracker.web import lists
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.downloads import due_file
from vendor_tracker.web.forms.promises import DoneForm, PromiseForm, promise_values
from vendor_tracker.web.navigation import Place, crumbs
from vendor_tracker.web.recordpages import (
    ask_link,
    dealings,
    record_links,
    say_unknown_supplier,
    wanted_supplier,
)

_STATES = {"open": "Open", "late": "Late", "done": "Done", "": ""}

bp = Blueprint("promises", __name__, url_prefix="/<organisation_code>/promises")


@bp.get("", endpoint="list_promises")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List promises, the one due first at the top."""
    actor, wanted = current_actor(), _wanted()
    say_unknown_supplier(wanted.supplier)
    page = list_promises(actor, wanted, clock.today(), lists.asked(SORTS))
    supplier = get_subject(actor, wanted.supplier)
    return render_template(
        "promises/list.html",
        page=page,
        wanted=wanted,
        supplier=supplier,
        chips=lists.chips(_words(supplier, wanted)),
        late_words=late_words,
        lists=lists,
        places=dealings("promises.list_promises"),
        **lists.neighbours(page),
    )


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_promise(ref: str) -> ResponseReturnValue:
    """Show one promise."""
    promise = get_promise(current_actor(), ref)
    form = DoneForm.from_request(done_on=clock.today(), version=promise.version)
    return _page(promise, form)


@bp.route("/<ref>/done", methods=["GET", "POST"])
@needs(Permission.LOG)
def keep_promise(ref: str) -> ResponseReturnValue:
    """Note that a promise was kept."""
    promise = get_promise(current_actor(), ref)
    form = DoneForm.from_request(done_on=clock.today(), version=promise.version)
    if form.submitted():
        try:
            promises.keep_promise(
                current_actor(), ref, version=form.read_version(), done_on=form.done_on.data
            )
            flash(f"{ref} is done.", "success")
            return redirect(url_for("promises.show_promise", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    return _page(promise, form), 422 if form.errors else 200


@bp.get("/<ref>/due.ics")
@needs(Permission.VIEW)
def download_due(ref: str) -> Response:
    """Offer the due day for a calendar."""
    promise = get_promise(current_actor(), ref)
    if promise.due_on is None:
        raise NotFound(ref)
    who = promise.person or (promise.supplier.name if promise.supplier else "")
    return due_file(
        ref, f"{ref} is due: {promise.text[:80]}", promise.due_on, f"{who}\n{promise.text}"
    )


@bp.route("/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_promise(ref: str) -> ResponseReturnValue:
    """Change a promise."""
    promise = get_promise(current_actor(), ref)
    form = PromiseForm.from_request(**promise_values(promise))
    if form.submitted():
        try:
            promises.change_promise(
                current_actor(), ref, version=form.read_version(), **form.answers()
            )
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("promises.show_promise", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    return render_template(
        "promises/update.html", form=form, promise=promise, breadcrumbs=_trail(ref), **_choices()
    ), 422 if form.errors else 200


@bp.route("/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_promise(ref: str) -> ResponseReturnValue:
    """Put a promise away with a reason."""
    promise = get_promise(current_actor(), ref)
    trail = _trail(ref)
    return put_away(
        ref,
        "the promise",
        promises.archive_promise,
        version=promise.version,
        to="promises.show_promise",
        trail=trail,
    )


@bp.post("/<ref>/restore")
@needs(Permission.LOG)
def restore_promise(ref: str) -> ResponseReturnValue:
    """Bring a promise back."""
    return bring_back(ref, promises.restore_promise, to="promises.show_promise")


def shown(after: str) -> tuple[Page[PromiseRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    actor, wanted = current_actor(), _wanted()
    page = list_promises(actor, wanted, clock.today(), lists.in_full(SORTS, after))
    words = {"state": _STATES[wanted.state], **_words(get_subject(actor, wanted.supplier), wanted)}
    return page, [text for text in words.values() if text]


def _words(supplier: Subject | None, wanted: PromiseFilter) -> dict[str, str]:
    """Return the filters in use in words; the state has a box of its own."""
    return {
        "side": wanted.side.label if wanted.side else "",
        "supplier": supplier.name if supplier else "",
        "archived": "Archived" if wanted.archived else "",
    }


def _wanted() -> PromiseFilter:
    """Return which promises the address asks for; what it cannot mean is ignored."""
    given = request.args
    state = given.get("state", "open")
    return PromiseFilter(
        {side.value: side for side in Side}.get(given.get("side", "")),
        state if state in STATES else "",
        wanted_supplier(),
        archived=given.get("archived") == "1",
    )


def _page(promise: PromiseDetail, form: DoneForm) -> str:
    return render_template(
        "promises/show.html",
        promise=promise,
        form=form,
        late_words=late_words,
        ask=ask_link(promise.reference),
        links=record_links(
            promise.reference, "promise", "promises", is_archived=promise.is_archived
        ),
        breadcrumbs=_trail(),
    )


def _choices() -> dict[str, Any]:
    actor = current_actor()
    return {
        "suppliers": list_subjects(actor, (Kind.SUPPLIER,)),
        "products": list_subjects(actor, (Kind.PRODUCT,)),
    }


def _trail(ref: str | None = None) -> list[Place]:
    inside = [(ref, url_for("promises.show_promise", ref=ref))] if ref else []
    return crumbs(("Promises", url_for("promises.list_promises")), *inside)
