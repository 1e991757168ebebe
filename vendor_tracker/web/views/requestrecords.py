"""The page of what is held about a supplier, with its right of reply."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import requestreplies
from vendor_tracker.storage.queries.paging import Asked
from vendor_tracker.storage.queries.requestrecords import (
    Reply,
    get_supplier_record,
    list_replies,
)
from vendor_tracker.storage.queries.requests import RequestFilter, list_requests
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.requests import ReplyForm
from vendor_tracker.web.navigation import crumbs

bp = Blueprint("requestrecords", __name__, url_prefix="/<organisation_code>/suppliers")


def replies_to(about: str) -> tuple[Reply, ...]:
    """Return what its supplier says to a record."""
    return list_replies(current_actor(), about)


bp.add_app_template_global(replies_to)


@bp.get("/<ref>/record", endpoint="show_record")
@needs(Permission.VIEW)
def show_supplier_record(ref: str) -> ResponseReturnValue:
    """Show what is held about a supplier, what it says to that, and how long it lets us wait."""
    return _page(ref, ReplyForm.from_request())


@bp.post("/<ref>/record")
@needs(Permission.LOG)
def add_reply(ref: str) -> ResponseReturnValue:
    """Keep what the supplier says to one record."""
    form = ReplyForm.from_request()
    _offer(ref, form)
    if form.submitted():
        try:
            requestreplies.add_reply(
                current_actor(),
                ref,
                about=str(form.about.data or ""),
                text=str(form.text.data or ""),
                said_by=str(form.said_by.data or ""),
            )
            flash(f"Their reply stands beside {form.about.data} from now on.", "success")
            return redirect(url_for("requestrecords.show_record", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    return _page(ref, form), 422


def _offer(ref: str, form: ReplyForm) -> Any:
    record = get_supplier_record(current_actor(), ref, clock.today())
    form.offer([(one.reference, one.words) for one in record.held])
    return record


def _page(ref: str, form: ReplyForm) -> str:
    record = _offer(ref, form)
    asked = list_requests(current_actor(), RequestFilter(supplier=ref), Asked("number"))
    return render_template(
        "requests/record.html",
        record=record,
        requests=asked,
        form=form,
        breadcrumbs=crumbs(("Suppliers", url_for("suppliers.list_suppliers"))),
    )
