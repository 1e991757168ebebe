"""Pages on which registers are kept under names, and looked over before they go out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.registerchecks import verdict_of
from vendor_tracker.domain.registers import RegisterForm, SheetChoice
from vendor_tracker.services import registerchoices, registers
from vendor_tracker.services.registerchecks import title_of
from vendor_tracker.services.registerrows import filter_words
from vendor_tracker.storage.queries.registers.checks import list_findings
from vendor_tracker.storage.queries.registers.choices import get_choice
from vendor_tracker.web import registerchoices as reading
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.registers import ChoiceForm, RenameForm
from vendor_tracker.web.navigation import Place, crumbs

bp = Blueprint("registerchoices", __name__, url_prefix="/<organisation_code>/register")

_MOST_SHOWN = 200


@bp.get("/check")
@needs(Permission.VIEW)
def check_register() -> ResponseReturnValue:
    """Show what is wrong or missing in the register."""
    _, choice = reading.wanted_choice()
    sheets = [one.name for one in choice.sheets] or list(registers.PARTS)
    found = list_findings(current_actor(), registers.scope_of(current_actor()), sheets)
    return render_template(
        "registers/check.html",
        found=[(one, *title_of(one)) for one in found[:_MOST_SHOWN]],
        left=max(0, len(found) - _MOST_SHOWN),
        verdict=verdict_of(found),
        breadcrumbs=_trail(),
    )


@bp.route("/choices/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_choice() -> ResponseReturnValue:
    """Keep a choice of sheets under a name."""
    form = ChoiceForm.from_request(sheet=reading.sheets_of(request.args))
    if form.submitted():
        try:
            name = registerchoices.save_choice(
                current_actor(), name=str(form.name.data), choice=form.choice()
            )
            flash(f"The register is saved as {name}.", "success")
            return redirect(url_for("registerchoices.show_choice", name=name))
        except Refused as refusal:
            form.show(refusal)
    page = render_template("registers/add.html", form=form, breadcrumbs=_trail())
    return page, 422 if form.errors else 200


@bp.get("/choices/show")
@needs(Permission.VIEW)
def show_choice() -> ResponseReturnValue:
    """Show one register that is kept, and how each of its sheets is wanted."""
    found = get_choice(current_actor(), request.args.get("name", ""))
    sheets = [
        (one, registers.SHEETS[one.name], filter_words(registers.SHEETS[one.name], one))
        for one in found.choice.sheets
        if one.name in registers.SHEETS
    ]
    return render_template(
        "registers/choice.html",
        found=found,
        sheets=sheets,
        forms_of=list(RegisterForm),
        form=Form.from_request(),
        breadcrumbs=_trail(),
    )


@bp.route("/choices/sheet", methods=["GET", "POST"])
@needs(Permission.LOG)
def change_sheet() -> ResponseReturnValue:
    """Choose the columns, the order and the rows of one sheet."""
    name, wanted = request.args.get("name", ""), request.args.get("sheet", "")
    found = get_choice(current_actor(), name)
    form, own = Form.from_request(), found.choice.sheet(wanted)
    if own is None or wanted not in registers.SHEETS:
        raise NotFound(wanted)
    sheet = registers.SHEETS[wanted]
    if form.submitted():
        own = reading.read_sheet(sheet, request.form)
        try:
            choice = found.choice.with_sheet(own)
            registerchoices.save_choice(current_actor(), name=found.name, choice=choice)
            flash(f"{sheet.title} is changed.", "success")
            return redirect(url_for("registerchoices.show_choice", name=found.name))
        except Refused as refusal:
            form.show(refusal)
    return _sheet_page(form, found.name, own), 422 if form.errors else 200


@bp.route("/choices/rename", methods=["GET", "POST"])
@needs(Permission.LOG)
def rename_choice() -> ResponseReturnValue:
    """Give a register another name."""
    name = request.args.get("name", "")
    form = RenameForm.from_request(to=name)
    if form.submitted():
        try:
            to = registerchoices.rename_choice(current_actor(), name=name, to=str(form.to.data))
            flash(f"The register is called {to} now.", "success")
            return redirect(url_for("registerchoices.show_choice", name=to))
        except Refused as refusal:
            form.show(refusal)
    page = render_template("registers/rename.html", form=form, name=name, breadcrumbs=_trail())
    return page, 422 if form.errors else 200


@bp.post("/choices/delete")
@needs(Permission.LOG)
def delete_choice() -> ResponseReturnValue:
    """Forget a register."""
    name = request.form.get("name", "")
    registerchoices.delete_choice(current_actor(), name=name)
    flash(f"The register {name} is deleted. Its records are where they were.", "success")
    return redirect(url_for("registers.show_register"))


def _sheet_page(form: Form, name: str, own: SheetChoice) -> str:
    sheet = registers.SHEETS[own.name]
    return render_template(
        "registers/sheet.html",
        form=form,
        name=name,
        sheet=sheet,
        own=own,
        columns=reading.shown_columns(sheet, own),
        breadcrumbs=[*_trail(), Place(name, url_for("registerchoices.show_choice", name=name))],
    )


def _trail() -> list[Place]:
    return crumbs(("Register", url_for("registers.show_register")))
