"""Checklists of our own: all of them, one with its changes, and how a new one comes in."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.checklists.places import ChecklistFault
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import checklistfiles, ownchecklists
from vendor_tracker.storage.queries.ownchecklists import get_item_used, get_used, list_used
from vendor_tracker.web import checklistwork, downloads
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.ownchecklists import BringForm, ItemChangeForm, PublishForm, UseForm

bp = Blueprint("library", __name__, url_prefix="/<organisation_code>/checklists")

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AGAIN = "Everything is being looked at again with it."


@bp.get("/all")
@needs(Permission.VIEW)
def list_all() -> ResponseReturnValue:
    """List every checklist, in use here or not."""
    found = list_used(current_actor())
    return render_template(
        "ownchecklists/list.html", found=found, breadcrumbs=checklistwork.trail()[:1]
    )


@bp.get("/<code>/items")
@needs(Permission.VIEW)
def show_used(code: str) -> ResponseReturnValue:
    """Show one checklist: how each item is used here, its versions and its changes."""
    page = get_used(current_actor(), code)
    return render_template(
        "ownchecklists/show.html",
        page=page,
        used=page.used,
        change_words=checklistwork.change_words,
        breadcrumbs=checklistwork.trail(),
    )


@bp.route("/<code>/items/<item>/change", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def change_item(code: str, item: str) -> ResponseReturnValue:
    """Change how an item is used here: not at all, or with another severity or validity."""
    page, asked = get_item_used(current_actor(), code, item)
    now = page.used.of(asked)
    form = ItemChangeForm.from_request(
        version=page.version_of(item),
        is_retired=now.is_retired,
        severity=now.severity or asked.severity,
        months=now.months or asked.validity.months,
    )
    if form.submitted():
        try:
            version = form.read_version()
            ownchecklists.change_item(current_actor(), item, version=version, **form.answers())
            flash(f"{item} is changed. {_AGAIN}", "success")
            return redirect(url_for("library.show_used", code=code, _anchor=item))
        except Refused as refusal:
            form.show(refusal)
    return _form("ownchecklists/change.html", form, page.used, item=asked)


@bp.route("/<code>/use", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def use_checklist(code: str) -> ResponseReturnValue:
    """Take a whole checklist out of use, or use it again."""
    page = get_used(current_actor(), code)
    used, act = page.used, ownchecklists.use_checklist
    form = UseForm.from_request(version=page.version_of(""))
    if form.submitted():
        try:
            version, reason = form.read_version(), str(form.reason.data)
            act(current_actor(), code, is_used=not used.is_used, reason=reason, version=version)
            done = "out of use" if used.is_used else "in use again"
            flash(f"{code} is {done}. {_AGAIN}", "success")
            return redirect(url_for("library.show_used", code=code))
        except Refused as refusal:
            form.show(refusal)
    return _form("ownchecklists/use.html", form, used)


@bp.get("/template.xlsx")
@needs(Permission.VIEW)
def download_template() -> Response:
    """Send the workbook to fill in: blank, or with a checklist to be changed."""
    code = request.args.get("of", "")
    content = checklistfiles.write_template(current_actor(), code)
    return downloads.offer(content, _WORKBOOK, f"checklist-{code or 'template'}.xlsx")


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def add_checklist() -> ResponseReturnValue:
    """Take a file with a checklist, to be looked at before anything changes."""
    form = BringForm.from_request()
    if form.submitted():
        try:
            return redirect(checklistwork.keep(form))
        except Refused as refusal:
            form.show(refusal)
    return _form("ownchecklists/add.html", form)


@bp.get("/columns")
@needs(Permission.ADMINISTER)
def choose_columns() -> ResponseReturnValue:
    """Let somebody say which column of a list holds what."""
    try:
        source = checklistwork.waiting()
        headings = checklistfiles.read_headings(source)
    except (ChecklistFault, Refused) as fault:
        return _refused(fault)
    return render_template(
        "ownchecklists/columns.html",
        source=source,
        headings=headings,
        chosen=checklistwork.chosen(headings.guess),
        token=request.args.get("list", ""),
        breadcrumbs=checklistwork.trail(),
    )


@bp.get("/preview")
@needs(Permission.ADMINISTER)
def preview_version() -> ResponseReturnValue:
    """Show what publishing a checklist would do."""
    actor = current_actor()
    try:
        source = checklistwork.waiting()
        found = ownchecklists.look(actor, checklistfiles.read_file(actor, source))
    except (ChecklistFault, Refused) as fault:
        return _refused(fault)
    form = PublishForm.from_request(fingerprint=found.fingerprint)
    return render_template(
        "ownchecklists/preview.html",
        found=found,
        source=source,
        form=form,
        here=checklistwork.here(),
        columns=checklistwork.kept() if source.columns else {},
        breadcrumbs=checklistwork.trail(),
    )


@bp.post("/preview", endpoint="publish_version")
@needs(Permission.ADMINISTER)
def publish_version() -> ResponseReturnValue:
    """Publish a checklist as it was shown."""
    actor, form = current_actor(), PublishForm.from_request()
    try:
        checklist = checklistfiles.read_file(actor, checklistwork.waiting())
        agreed, reason = str(form.fingerprint.data or "none"), str(form.reason.data or "")
        code = ownchecklists.publish(actor, checklist, agreed=agreed, reason=reason)
    except (ChecklistFault, Refused) as fault:
        return _refused(fault)
    checklistwork.forget()
    flash(f"{code} {checklist.version} is published. {_AGAIN}", "success")
    return redirect(url_for("library.show_used", code=code))


def _form(template: str, form: Any, used: Any = None, **more: Any) -> ResponseReturnValue:
    trail = checklistwork.trail(used)
    page = render_template(template, form=form, used=used, breadcrumbs=trail, **more)
    return page, 422 if form.errors else 200


def _refused(fault: ChecklistFault | Refused) -> ResponseReturnValue:
    """Show what is wrong with a file, and take another."""
    form = BringForm.from_request(code=request.args.get("code", ""))
    form.form_errors = checklistwork.told(fault)
    page = render_template(
        "ownchecklists/refused.html",
        form=form,
        columns=checklistwork.kept() if request.args.get("in-text") else {},
        breadcrumbs=checklistwork.trail(),
    )
    return page, 422
