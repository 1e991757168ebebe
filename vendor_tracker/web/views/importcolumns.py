"""Pages that say what the columns and names of somebody's own list mean."""

from pathlib import PurePath

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import imports
from vendor_tracker.services.imports import marking, wizards
from vendor_tracker.web import columnwork, importwork
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.downloads import offer
from vendor_tracker.web.forms.imports import ColumnsForm, NamesForm
from vendor_tracker.web.navigation import crumbs

bp = Blueprint("importcolumns", __name__, url_prefix="/<organisation_code>/imports")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/columns", endpoint="show_columns")
@needs(Permission.IMPORT)
def show_columns() -> ResponseReturnValue:
    """Show the columns of a list, each with some of its cells and a suggestion."""
    return _columns_page(None)


@bp.post("/columns")
@needs(Permission.IMPORT)
def choose_columns() -> ResponseReturnValue:
    """Keep what the columns hold, and go on to what would change."""
    form = ColumnsForm.from_request()
    if form.submitted():
        try:
            said = columnwork.chosen(by_name=form.by_name.data, title=form.title.data or "")
            text = wizards.mapping_text(current_actor(), importwork.waiting(), said)
            columnwork.remap(text)
            return redirect(columnwork.preview_of())
        except Refused as refusal:
            form.show(refusal)
    return _columns_page(form)


@bp.post("/names")
@needs(Permission.IMPORT)
def settle_names() -> ResponseReturnValue:
    """Keep what names of suppliers mean, and look again."""
    form = NamesForm.from_request()
    if form.submitted():
        text = importwork.waiting().mapping_text or ""
        columnwork.remap(wizards.with_names(text, *columnwork.names()))
    return redirect(columnwork.preview_of())


@bp.get("/marked")
@needs(Permission.IMPORT)
def download_marked() -> ResponseReturnValue:
    """Give the list back as a workbook with its bad cells marked."""
    source = importwork.waiting()
    report = imports.preview(current_actor(), source)
    content = marking.marked(current_actor(), source, report)
    return offer(content, _XLSX, f"{PurePath(source.name).stem} to correct.xlsx")


@bp.get("/mapping")
@needs(Permission.IMPORT)
def download_mapping() -> ResponseReturnValue:
    """Give the mapping of a list as a text, for the command line or another time."""
    text = importwork.waiting().mapping_text
    if text is None:
        raise Refused("This list has no mapping: a register of ours needs none.")
    return offer(text.encode(), "application/toml", "mapping.toml")


def _columns_page(form: ColumnsForm | None) -> ResponseReturnValue:
    trail = crumbs(
        ("Register", url_for("registers.show_register")),
        ("Bring a list in", url_for("imports.add_import")),
    )
    try:
        shown = wizards.show(current_actor(), importwork.waiting())
    except Refused as refusal:
        form = form or ColumnsForm.from_request()
        form.form_errors = [refusal.message]
        page = render_template("imports/unreadable.html", form=form, breadcrumbs=trail)
        return page, 422
    form = form or ColumnsForm.from_request(by_name=shown.by_name, title=shown.title)
    page = render_template(
        "imports/columns.html",
        form=form,
        shown=shown,
        targets=wizards.targets(),
        given=request.args,
        sent=request.form,
        constants=[*shown.constants, *[("", "")] * columnwork.CONSTANTS],
        here=columnwork.here(),
        breadcrumbs=trail,
    )
    return page, 422 if form.errors else 200
