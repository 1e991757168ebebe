"""Pages that bring lists in: look first, then apply, and undo."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import ImportReport
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import imports
from vendor_tracker.services.imports import ListFile, longwork
from vendor_tracker.services.imports.sources import NotARegister
from vendor_tracker.storage.queries.imports import get_import, list_imports
from vendor_tracker.web import columnwork, differencework, importwork, lists
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.imports import ApplyForm, UndoForm, UploadForm
from vendor_tracker.web.navigation import Place, crumbs

bp = Blueprint("imports", __name__, url_prefix="/<organisation_code>/imports")


@bp.get("", endpoint="list_imports")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List what was brought in, and what was undone."""
    page = list_imports(current_actor(), lists.asked(("number",)))
    return render_template(
        "imports/list.html", page=page, breadcrumbs=_trail(), **lists.neighbours(page)
    )


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.IMPORT)
def add_import() -> ResponseReturnValue:
    """Take a list, to be looked at before anything changes."""
    form = UploadForm.from_request()
    if form.submitted():
        try:
            return redirect(columnwork.first_page(importwork.keep(form), form))
        except Refused as refusal:
            form.show(refusal)
    page = render_template("imports/add.html", form=form, breadcrumbs=_trail())
    return page, 422 if form.errors else 200


@bp.get("/preview")
@needs(Permission.IMPORT)
def preview_import() -> ResponseReturnValue:
    """Show what a list would do."""
    try:
        source = importwork.waiting()
        report = imports.preview(current_actor(), source)
    except NotARegister:
        return redirect(columnwork.here())
    except Refused as refusal:
        return _refused(refusal)
    return _looked(source, report, ApplyForm.from_request(fingerprint=report.fingerprint))


@bp.post("/preview", endpoint="apply_import")
@needs(Permission.IMPORT)
def apply_import() -> ResponseReturnValue:
    """Bring a list in as it was shown."""
    form = ApplyForm.from_request()
    try:
        source = importwork.waiting()
        agreed = str(form.fingerprint.data or "none")
        if importwork.is_long(source):
            job = longwork.queue(current_actor(), importwork.token(), source, agreed)
            return redirect(url_for("jobs.show_job", ref=job))
        report = imports.apply(current_actor(), source, agreed)
    except imports.Undecided as refusal:
        form.show(refusal)
        return _looked(source, refusal.report, form)
    except Refused as refusal:
        return _refused(refusal)
    importwork.forget()
    return _brought_in(report)


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_import(ref: str) -> ResponseReturnValue:
    """Show what an import made."""
    found = get_import(current_actor(), ref)
    return _import_page(found, UndoForm.from_request())


@bp.post("/<ref>/undo")
@needs(Permission.IMPORT)
def undo_import(ref: str) -> ResponseReturnValue:
    """Undo an import as a whole."""
    form = UndoForm.from_request()
    try:
        undone = imports.undo(current_actor(), ref)
    except Refused as refusal:
        form.show(refusal)
        return _import_page(get_import(current_actor(), ref), form)
    flash(f"{ref} was undone. What it made is put away, what it changed is as before.", "success")
    return redirect(url_for("imports.show_import", ref=undone))


def _brought_in(report: ImportReport) -> ResponseReturnValue:
    if report.reference is None:
        flash("Nothing changed: all of this was here already.")
        return redirect(url_for("imports.list_imports"))
    flash(f"{report.file_name} was brought in as {report.reference}.", "success")
    return redirect(url_for("imports.show_import", ref=report.reference))


def _looked(source: ListFile, report: ImportReport, form: ApplyForm) -> ResponseReturnValue:
    """Show what a list would do; of a register of ours each field that differs."""
    compares = report.differences or report.left_out or report.missing or report.copied
    page = render_template(
        "imports/differences.html" if compares else "imports/preview.html",
        report=report,
        form=form,
        here=importwork.here(),
        has_mapping=source.mapping_text is not None,
        given=request.args,
        breadcrumbs=_trail(),
        **differencework.parts_of(report),
    )
    return page, 422 if form.errors else 200


def _import_page(found: object, form: UndoForm) -> ResponseReturnValue:
    trail = [*_trail(), *crumbs(("Lists brought in", url_for("imports.list_imports")))]
    page = render_template("imports/show.html", found=found, form=form, breadcrumbs=trail)
    return page, 422 if form.errors else 200


def _refused(refusal: Refused) -> ResponseReturnValue:
    """Show why a list cannot be read, with its part to be chosen again."""
    form = UploadForm.from_request()
    form.form_errors = [refusal.message]
    page = render_template(
        "imports/refused.html",
        form=form,
        given=request.args,
        still_waits=importwork.still_waits(),
        breadcrumbs=_trail(),
    )
    return page, 422


def _trail() -> list[Place]:
    return crumbs(("Register", url_for("registers.show_register")))
