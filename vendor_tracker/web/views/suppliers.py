"""Pages about suppliers."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.wording import count
from vendor_tracker.services import suppliers
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.storage.queries.suppliers import (
    GAPS,
    SORTS,
    SupplierDetail,
    SupplierRow,
    get_supplier,
    get_supplier_page,
    list_supplier_choices,
    list_suppliers,
    list_unowned,
)
from vendor_tracker.web import lists, supplierpages
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import Choices, with_present
from vendor_tracker.web.forms.owners import OwnersForm
from vendor_tracker.web.forms.suppliers import SupplierForm, supplier_values
from vendor_tracker.web.making import make_once
from vendor_tracker.web.navigation import Place, crumbs

bp = Blueprint("suppliers", __name__, url_prefix="/<organisation_code>/suppliers")


@bp.get("", endpoint="list_suppliers")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List suppliers."""
    place, wanted = lists.asked(SORTS), _wanted()
    page = list_suppliers(current_actor(), asked=place, **wanted)
    return render_template(
        "suppliers/list.html",
        page=page,
        wanted=wanted,
        chips=_chips(wanted),
        place=place,
        lists=lists,
        **lists.neighbours(page),
    )


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_supplier() -> ResponseReturnValue:
    """Add a supplier."""
    choices = list_supplier_choices(current_actor())
    form = SupplierForm.for_new()
    if form.submitted():
        try:
            ref = make_once(
                form, "was added", suppliers.add_supplier, **form.supplier_answers(choices)
            )
            return redirect(url_for("suppliers.show_supplier", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    page = render_template("suppliers/add.html", form=form, choices=choices)
    return page, 422 if form.errors else 200


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_supplier(ref: str) -> ResponseReturnValue:
    """Show where a supplier stands and everything that belongs to it."""
    actor, today = current_actor(), clock.today()
    page = get_supplier_page(actor, ref, today)
    head = page.head
    return render_template(
        "suppliers/show.html",
        page=page,
        head=head,
        form=Form.from_request(version=head.version),
        links=supplierpages.links_of(head, actor),
        lists=supplierpages.lists_of(head),
        step=supplierpages.step_of(head, actor),
        tone=supplierpages.tone_of(head),
        views=supplierpages.flag_views(page),
        breadcrumbs=crumbs(("Suppliers", url_for("suppliers.list_suppliers"))),
        **supplierpages.waivers_of(page),
        **supplierpages.details_of(head),
        **supplierpages.sentences_of(head, today),
    )


@bp.route("/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_supplier(ref: str) -> ResponseReturnValue:
    """Change a supplier."""
    supplier = get_supplier(current_actor(), ref)
    choices = _parents_of(supplier)
    form = SupplierForm.from_request(**supplier_values(supplier))
    if form.submitted():
        try:
            answers, version = form.supplier_answers(choices), form.read_version()
            suppliers.change_supplier(current_actor(), ref, version=version, **answers)
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("suppliers.show_supplier", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    values: dict[str, Any] = {"form": form, "choices": choices, "breadcrumbs": _trail(supplier)}
    page = render_template("suppliers/update.html", supplier=supplier, **values)
    return page, 422 if form.errors else 200


@bp.route("/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_supplier(ref: str) -> ResponseReturnValue:
    """Put a supplier away with a reason."""
    supplier = get_supplier(current_actor(), ref)
    trail = _trail(supplier)
    return put_away(
        ref,
        supplier.name,
        suppliers.archive_supplier,
        version=supplier.version,
        to="suppliers.show_supplier",
        trail=trail,
    )


@bp.post("/<ref>/restore")
@needs(Permission.LOG)
def restore_supplier(ref: str) -> ResponseReturnValue:
    """Bring a supplier back."""
    version = Form.from_request().read_version()
    return bring_back(
        ref, suppliers.restore_supplier, version=version, to="suppliers.show_supplier"
    )


@bp.route("/owners", methods=["GET", "POST"])
@needs(Permission.LOG)
def fill_owners() -> ResponseReturnValue:
    """Name who looks after many suppliers at once."""
    page = list_unowned(current_actor())
    form = OwnersForm.from_request(rows=[{"ref": row.reference} for row in page.rows])
    if form.submitted():
        try:
            done = suppliers.fill_owners(current_actor(), form.owners())
            flash(f"{count(done, 'supplier was', 'suppliers were')} changed.", "success")
            return redirect(url_for("suppliers.fill_owners"))
        except Refused as refusal:
            form.show(refusal)
    trail = crumbs(("Suppliers", url_for("suppliers.list_suppliers")))
    known = {row.reference: row for row in page.rows}
    values = {"form": form, "page": page, "known": known, "breadcrumbs": trail}
    return render_template("suppliers/owners.html", **values), 422 if form.errors else 200


def shown(after: str) -> tuple[Page[SupplierRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    wanted = _wanted()
    page = list_suppliers(current_actor(), asked=lists.in_full(SORTS, after), **wanted)
    return page, [words for words, _ in _chips(wanted)]


def _wanted() -> dict[str, Any]:
    """Return what the address asks for; what nobody knows is left out."""
    given = request.args
    return {
        "text": given.get("q", ""),
        "gaps": given.get("gaps", "") if given.get("gaps") in GAPS else "",
        "late": given.get("late") == "1",
        "archived": given.get("archived") == "1",
    }


def _chips(wanted: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the filters in use, each with the address that takes it away."""
    words = {
        "q": f"“{wanted['text']}”" if wanted["text"] else "",
        "gaps": GAPS.get(wanted["gaps"], ""),
        "late": "Late promises" if wanted["late"] else "",
        "archived": "Archived" if wanted["archived"] else "",
    }
    return lists.chips(words)


def _parents_of(supplier: SupplierDetail) -> Choices:
    """Return which suppliers may be the parent company of one."""
    found = list_supplier_choices(current_actor())
    others = [choice for choice in found if choice[0] != supplier.reference]
    present = [(supplier.parent, supplier.parent_name)] if supplier.parent else []
    return with_present(others, present)


def _trail(supplier: SupplierDetail) -> list[Place]:
    own = url_for("suppliers.show_supplier", ref=supplier.reference)
    return crumbs(
        ("Suppliers", url_for("suppliers.list_suppliers")),
        (f"{supplier.reference} {supplier.name}", own),
    )
