"""Pages about meetings."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.ages import late_words
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.workingdays import working_days_between
from vendor_tracker.services import lines, meetings
from vendor_tracker.storage.queries.costs import list_meeting_costs
from vendor_tracker.storage.queries.meetings import (
    SORTS,
    MeetingRow,
    get_meeting,
    list_meetings,
)
from vendor_tracker.storage.queries.messages import main_supplier_of
from vendor_tracker.storage.queries.paging import Asked, Page
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.storage.queries.promises import PromiseFilter, list_promises
from vendor_tracker.storage.queries.questions import QuestionFilter, list_questions
from vendor_tracker.storage.queries.subjects import Subject, get_subject, list_subjects
from vendor_tracker.web import costpages, lists
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.lines import MoreLinesForm
from vendor_tracker.web.forms.meetings import MeetingForm, NewMeetingForm, meeting_values
from vendor_tracker.web.navigation import Place, crumbs
from vendor_tracker.web.recordpages import (
    dealings,
    record_links,
    say_unknown_supplier,
    wanted_supplier,
)

_NAMED = ("supplier", "product")

bp = Blueprint("meetings", __name__, url_prefix="/<organisation_code>")


@bp.get("/meetings", endpoint="list_meetings")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List meetings, the last one first."""
    wanted = _wanted()
    say_unknown_supplier(wanted["supplier"])
    page = list_meetings(current_actor(), asked=_newest_first(lists.asked(SORTS)), **wanted)
    supplier = get_subject(current_actor(), wanted["supplier"])
    return render_template(
        "meetings/list.html",
        page=page,
        supplier=supplier,
        archived=wanted["archived"],
        chips=lists.chips(_words(supplier, wanted)),
        lists=lists,
        places=dealings("meetings.list_meetings"),
        **lists.neighbours(page),
    )


@bp.route("/meetings/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_meeting() -> ResponseReturnValue:
    """Log a meeting with everything that was said in it."""
    form = NewMeetingForm.from_request(**_start())
    mark = form.mark()
    if form.submitted() and not form.must_label():
        try:
            lines.log_meeting_lines(
                current_actor(), meeting=form.meeting(), lines=form.read_lines(), nonce=mark
            )
            return redirect(url_for("lines.show_saved", nonce=mark))
        except Refused as refusal:
            form.show(refusal)
    page = "meetings/label.html" if form.is_labelling else "meetings/add.html"
    return render_template(page, form=form, **_choices()), 422 if form.errors else 200


@bp.get("/meetings/<ref>")
@needs(Permission.VIEW)
def show_meeting(ref: str) -> ResponseReturnValue:
    """Show a meeting and what was said in it."""
    meeting = get_meeting(current_actor(), ref)
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        costs=costpages.views_of(list_meeting_costs(current_actor(), ref)),
        form=Form.from_request(version=meeting.version),
        links=record_links(ref, "meeting", "meetings", is_archived=meeting.is_archived),
        breadcrumbs=_trail(),
    )


@bp.route("/meetings/<ref>/lines", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_lines(ref: str) -> ResponseReturnValue:
    """Log more of what was said in a meeting."""
    meeting = get_meeting(current_actor(), ref)
    form = MoreLinesForm.from_request()
    mark = form.mark()
    if form.submitted() and not form.must_label():
        try:
            lines.add_lines_to_meeting(current_actor(), ref, lines=form.read_lines(), nonce=mark)
            return redirect(url_for("lines.show_saved", nonce=mark))
        except Refused as refusal:
            form.show(refusal)
    page = "meetings/label.html" if form.is_labelling else "meetings/lines.html"
    trail = _trail((f"{ref}", url_for("meetings.show_meeting", ref=ref)))
    return render_template(
        page, form=form, meeting=meeting, breadcrumbs=trail, **_choices()
    ), 422 if form.errors else 200


@bp.route("/meetings/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_meeting(ref: str) -> ResponseReturnValue:
    """Change a meeting."""
    meeting = get_meeting(current_actor(), ref)
    form = MeetingForm.from_request(**meeting_values(meeting))
    if form.submitted():
        try:
            meetings.change_meeting(
                current_actor(), ref, version=form.read_version(), **form.meeting()
            )
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("meetings.show_meeting", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    trail = _trail((ref, url_for("meetings.show_meeting", ref=ref)))
    return render_template(
        "meetings/update.html", form=form, meeting=meeting, breadcrumbs=trail, **_choices()
    ), 422 if form.errors else 200


@bp.route("/meetings/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_meeting(ref: str) -> ResponseReturnValue:
    """Put a meeting away with a reason."""
    meeting = get_meeting(current_actor(), ref)
    trail = _trail((ref, url_for("meetings.show_meeting", ref=ref)))
    return put_away(
        ref,
        "the meeting",
        meetings.archive_meeting,
        version=meeting.version,
        to="meetings.show_meeting",
        trail=trail,
    )


@bp.post("/meetings/<ref>/restore")
@needs(Permission.LOG)
def restore_meeting(ref: str) -> ResponseReturnValue:
    """Bring a meeting back."""
    return bring_back(ref, meetings.restore_meeting, to="meetings.show_meeting")


@bp.get("/products/<ref>/relationship")
@needs(Permission.VIEW)
def list_product_meetings(ref: str) -> ResponseReturnValue:
    """Show how we and the suppliers of a product work together."""
    actor = current_actor()
    head = get_product_head(actor, ref)
    return render_template(
        "meetings/product.html",
        head=head,
        meetings=list_meetings(actor, product=ref),
        promises=list_promises(actor, PromiseFilter(product=ref), clock.today()),
        questions=list_questions(actor, QuestionFilter(product=ref)),
        late_words=late_words,
        waited=working_days_between,
        breadcrumbs=crumbs(("Products", url_for("products.list_products"))),
    )


def shown(after: str) -> tuple[Page[MeetingRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    actor, wanted = current_actor(), _wanted()
    page = list_meetings(actor, asked=_newest_first(lists.in_full(SORTS, after)), **wanted)
    supplier = get_subject(actor, wanted["supplier"])
    return page, [words for words in _words(supplier, wanted).values() if words]


def _wanted() -> dict[str, Any]:
    return {"supplier": wanted_supplier(), "archived": request.args.get("archived") == "1"}


def _words(supplier: Subject | None, wanted: dict[str, Any]) -> dict[str, str]:
    """Return the filters in use in words."""
    return {
        "supplier": supplier.name if supplier else "",
        "archived": "Archived" if wanted["archived"] else "",
    }


def _newest_first(place: Asked) -> Asked:
    return replace(place, descending=not place.descending)


def _start() -> dict[str, str]:
    """Return what a fresh form shows: the supplier and product that the address names."""
    actor, given = current_actor(), request.args
    supplier, product = (get_subject(actor, given.get(name, "")) for name in _NAMED)
    if product is not None and not product.reference.startswith(Kind.PRODUCT.value):
        product = None
    if supplier is None and product is not None:
        supplier = main_supplier_of(actor, product.reference)
    return {"supplier": str(supplier or ""), "product": str(product or "")}


def _choices() -> dict[str, object]:
    actor = current_actor()
    return {
        "suppliers": list_subjects(actor, (Kind.SUPPLIER,)),
        "products": list_subjects(actor, (Kind.PRODUCT,)),
    }


def _trail(*more: tuple[str, str]) -> list[Place]:
    return crumbs(("Meetings", url_for("meetings.list_meetings")), *more)
