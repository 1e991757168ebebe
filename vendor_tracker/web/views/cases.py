"""Pages about the business case of a product."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.cases import CasePart
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import cases
from vendor_tracker.storage.queries.cases import find_product_case, get_case
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.casepages import PARTS, case_trail, save_part, show
from vendor_tracker.web.forms.base import ArchiveForm
from vendor_tracker.web.forms.cases import MeasureForm, NeedForm, RowsForm, form_of, measure_form
from vendor_tracker.web.making import make_once

bp = Blueprint("cases", __name__, url_prefix="/<organisation_code>")


@bp.get("/products/<ref>/case")
@needs(Permission.VIEW)
def show_product_case(ref: str) -> ResponseReturnValue:
    """Show the case of a product, or how to begin one."""
    head = get_product_head(current_actor(), ref)
    return show(head, find_product_case(current_actor(), ref))


@bp.get("/cases/<ref>")
@needs(Permission.VIEW)
def show_case(ref: str) -> ResponseReturnValue:
    """Show one case, put away or not."""
    case = get_case(current_actor(), ref)
    return show(get_product_head(current_actor(), case.product), case)


@bp.route("/products/<ref>/case/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_case(ref: str) -> ResponseReturnValue:
    """Begin the case of a product with what it is wanted for."""
    head = get_product_head(current_actor(), ref)
    form = NeedForm.for_new()
    if form.submitted():
        try:
            make_once(form, "was begun", cases.add_case, ref, **form.answers())
            return redirect(url_for("cases.show_product_case", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    page = render_template(
        "cases/update.html", form=form, head=head, part=PARTS[CasePart.need], is_rows=False,
        breadcrumbs=case_trail(head),
    )  # fmt: skip
    return page, 422 if form.errors else 200


@bp.route("/cases/<ref>/<part>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_case(ref: str, part: str) -> ResponseReturnValue:
    """Write one part of a case."""
    case = get_case(current_actor(), ref)
    if part not in set(CasePart):
        abort(404)
    wanted = CasePart(part)
    form = form_of(wanted, case)
    if form.submitted() and _is_saved(ref, wanted, form):
        flash(f"“{PARTS[wanted].title}” was saved.", "success")
        return redirect(url_for("cases.show_case", ref=ref) + f"#{part}")
    if isinstance(form, RowsForm):
        form.add_spare_rows()
    head = get_product_head(current_actor(), case.product)
    page = render_template(
        "cases/update.html", form=form, head=head, part=PARTS[wanted],
        is_rows=isinstance(form, RowsForm), breadcrumbs=case_trail(head),
    )  # fmt: skip
    return page, 422 if form.errors else 200


@bp.route("/cases/<ref>/measure", methods=["GET", "POST"])
@needs(Permission.LOG)
def measure_benefits(ref: str) -> ResponseReturnValue:
    """Enter what came of the benefits whose day has passed."""
    case = get_case(current_actor(), ref)
    head = get_product_head(current_actor(), case.product)
    form = measure_form(case, clock.today())
    if form.submitted() and _is_measured(ref, form):
        flash("What was measured was saved.", "success")
        return redirect(url_for("cases.show_case", ref=ref) + f"#{CasePart.benefits}")
    page = render_template(
        "cases/measure.html", form=form, head=head, case=case, breadcrumbs=case_trail(head)
    )
    return page, 422 if form.errors else 200


@bp.route("/cases/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_case(ref: str) -> ResponseReturnValue:
    """Put a case away with a reason."""
    case = get_case(current_actor(), ref)
    head = get_product_head(current_actor(), case.product)
    return put_away(
        ref, f"the case for {head.name}", cases.archive_case, version=case.version,
        to="cases.show_case", trail=case_trail(head),
    )  # fmt: skip


@bp.post("/cases/<ref>/restore")
@needs(Permission.LOG)
def restore_case(ref: str) -> ResponseReturnValue:
    """Bring a case back."""
    version = ArchiveForm.from_request().read_version()
    return bring_back(ref, cases.restore_case, to="cases.show_case", version=version)


def _is_measured(ref: str, form: MeasureForm) -> bool:
    """Save what was measured; a refusal is shown beside its box."""
    measured, version = form.measured(), form.read_version()
    if not measured:
        form.show(
            Refused("Enter at least one figure, or leave it as it is.", field="rows-0-actual")
        )
        return False
    try:
        cases.measure_benefits(current_actor(), ref, version=version, measured=measured)
    except (Refused, RefusedMany) as refusal:
        form.show_measured(refusal)
        return False
    return True


def _is_saved(ref: str, part: CasePart, form: RowsForm | NeedForm) -> bool:
    """Save what was sent; a refusal is shown beside its box."""
    try:
        save_part(ref, part, form)
    except RefusedMany as refusal:
        form.show_rows(refusal) if isinstance(form, RowsForm) else form.show(refusal)
        return False
    except Refused as refusal:
        form.show(refusal)
        return False
    return True
