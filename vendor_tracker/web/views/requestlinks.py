"""Pages about the links of a request, for those who ask: make one, revoke it, keep files."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import requestlinks, requestpapers
from vendor_tracker.storage.queries.requestlinks import list_files, list_links
from vendor_tracker.storage.queries.requests import get_request
from vendor_tracker.web import requestpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.supplierlinks import MakeLinkForm
from vendor_tracker.web.linkaccess import address_of

bp = Blueprint("requestlinks", __name__, url_prefix="/<organisation_code>/requests")

_OFF = (
    "Links are off: whoever runs this program has to name a public address for them first. "
    "Send the workbook instead."
)


@bp.route("/<ref>/links", methods=["GET", "POST"])
@needs(Permission.LOG)
def make_link(ref: str) -> ResponseReturnValue:
    """Make a link to a request, and show its address this once."""
    actor, made = current_actor(), ""
    get_request(actor, ref)
    form = MakeLinkForm.from_request()
    if form.submitted():
        try:
            made = _made(ref, form)
        except Refused as refusal:
            form.show(refusal)
    return _page(ref, form, made), 422 if form.errors else 200


@bp.post("/<ref>/links/revoke")
@needs(Permission.LOG)
def revoke_link(ref: str) -> ResponseReturnValue:
    """Have a link work no longer."""
    requestlinks.revoke_link(current_actor(), ref, request.form.get("link", ""))
    flash("The link is revoked, and every link that was passed on from it.", "success")
    return redirect(url_for("requestlinks.make_link", ref=ref))


@bp.post("/<ref>/files/keep")
@needs(Permission.LOG)
def keep_file(ref: str) -> ResponseReturnValue:
    """Keep a file of the supplier as evidence."""
    try:
        made = requestpapers.keep_as_evidence(current_actor(), ref, request.form.get("file", ""))
    except Refused as refusal:
        flash(refusal.message)
        return redirect(url_for("requests.show_request", ref=ref))
    flash(f"It is kept as {made}. Say what kind of document it is, and until when it holds.")
    return redirect(url_for("evidence.show_evidence", ref=made))


def link_panel(ref: str) -> dict[str, Any]:
    """Return what the page of a request shows of its links and files."""
    actor = current_actor()
    links = list_links(actor, ref, clock.now())
    return {"is_on": _is_on(), "links": links, "files": list_files(actor, ref)}


bp.add_app_template_global(link_panel)


def _made(ref: str, form: MakeLinkForm) -> str:
    if not _is_on():
        raise Refused(_OFF)
    name, until = str(form.made_for.data), form.until.data
    token = requestlinks.make_link(current_actor(), ref, made_for=name, until=until)
    return address_of(current_app.extensions["settings"], token)


def _page(ref: str, form: MakeLinkForm, made: str) -> str:
    return render_template(
        "requests/makelink.html",
        page=get_request(current_actor(), ref),
        form=form,
        made=made,
        off=_OFF,
        breadcrumbs=requestpages.trail(ref),
        **link_panel(ref),
    )


def _is_on() -> bool:
    return bool(current_app.extensions["settings"].links_address)
