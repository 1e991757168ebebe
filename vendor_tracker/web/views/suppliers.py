"""Pages about suppliers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import suppliers
from vendor_tracker.storage.queries.supplierpages import get_supplier_page
from vendor_tracker.storage.queries.suppliers import SORTS, get_supplier, list_suppliers
from vendor_tracker.web import lists, supplierpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import ArchiveForm, Form
from vendor_tracker.web.forms.suppliers import SupplierForm, supplier_values
from vendor_tracker.web.navigation import crumbs

bp = Blueprint("suppliers", __name__, url_prefix="/<organisation_code>/suppliers")


@bp.get("", endpoint="list_suppliers")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List suppliers."""
    place = lists.asked(SORTS)
    text = request.args.get("q", "")
    archived = request.args.get("archived") == "1"
    page = list_suppliers(current_actor(), text=text, asked=place, archived=archived)
    return render_template(
        "suppliers/list.html",
        page=page,
        text=text,
        archived=archived,
        place=place,
        lists=lists,
        **lists.neighbours(page),
    )


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_supplier() -> ResponseReturnValue:
    """Add a supplier."""
    form = SupplierForm.from_request()
    if form.submitted():
        try:
            ref = suppliers.add_supplier(current_actor(), **form.answers())
            flash(f"{ref} was added.", "success")
            return redirect(url_for("suppliers.show_supplier", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    return render_template("suppliers/add.html", form=form), 422 if form.errors else 200


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_supplier(ref: str) -> ResponseReturnValue:
    """Show where a supplier stands and everything that belongs to it."""
    today = clock.today()
    page = get_supplier_page(current_actor(), ref, today)
    head = page.head
    return render_template(
        "suppliers/show.html",
        page=page,
        head=head,
        form=Form.from_request(version=head.version),
        links=supplierpages.links_of(head.reference),
        step=supplierpages.step_of(head),
        tone=supplierpages.tone_of(head),
        details=supplierpages.details_of(head),
        ages=supplierpages.ages_of(page, today),
        breadcrumbs=crumbs(("Suppliers", url_for("suppliers.list_suppliers"))),
        **supplierpages.sentences_of(head, today),
    )


@bp.route("/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_supplier(ref: str) -> ResponseReturnValue:
    """Change a supplier."""
    supplier = get_supplier(current_actor(), ref)
    form = SupplierForm.from_request(**supplier_values(supplier))
    if form.submitted():
        try:
            suppliers.change_supplier(
                current_actor(), ref, version=form.read_version(), **form.answers()
            )
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("suppliers.show_supplier", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    trail = crumbs(
        ("Suppliers", url_for("suppliers.list_suppliers")),
        (f"{ref} {supplier.name}", url_for("suppliers.show_supplier", ref=ref)),
    )
    return render_template(
        "suppliers/update.html", form=form, supplier=supplier, breadcrumbs=trail
    ), 422 if form.errors else 200


@bp.route("/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_supplier(ref: str) -> ResponseReturnValue:
    """Put a supplier away with a reason."""
    supplier = get_supplier(current_actor(), ref)
    form = ArchiveForm.from_request(version=supplier.version)
    if form.submitted():
        try:
            suppliers.archive_supplier(
                current_actor(), ref, version=form.read_version(), **form.answers()
            )
            flash(f"{ref} was put away. It stays in the history.", "success")
            return redirect(url_for("suppliers.show_supplier", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    trail = crumbs((f"{ref} {supplier.name}", url_for("suppliers.show_supplier", ref=ref)))
    return render_template(
        "records/archive.html", form=form, ref=ref, name=supplier.name, breadcrumbs=trail
    ), 422 if form.errors else 200


@bp.post("/<ref>/restore")
@needs(Permission.LOG)
def restore_supplier(ref: str) -> ResponseReturnValue:
    """Bring a supplier back."""
    version = Form.from_request().read_version()
    suppliers.restore_supplier(current_actor(), ref, version=version)
    flash(f"{ref} is back.", "success")
    return redirect(url_for("suppliers.show_supplier", ref=ref))
