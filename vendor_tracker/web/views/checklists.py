"""How far the checklists are: of a product, of a supplier, of us; and what each one asks."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.checklists.validities import validity_words
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.links import item_path
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.sources import SOURCES
from vendor_tracker.services import proposals
from vendor_tracker.storage.queries.checklists import (
    get_checklist,
    get_our_checklists,
    get_product_checklists,
    get_supplier_checklists,
)
from vendor_tracker.storage.queries.proposals import list_sources
from vendor_tracker.web import checklistpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.answers import CopyForm
from vendor_tracker.web.navigation import crumbs
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("checklists", __name__, url_prefix="/<organisation_code>")

bp.add_app_template_global(checklistpages.section_href)
bp.add_app_template_global(checklistpages.line_href)
bp.add_app_template_global(checklistpages.whose)
bp.add_app_template_global(checklistpages.supplier_tabs)
bp.add_app_template_global(checklistpages.checklist_facts)
bp.add_app_template_global(item_path)
bp.add_app_template_filter(validity_words)


@bp.get("/products/<ref>/checklists")
@needs(Permission.VIEW)
def list_product_checklists(ref: str) -> ResponseReturnValue:
    """Show how far each checklist is for a product."""
    page = get_product_checklists(current_actor(), ref)
    return render_template(
        "checklists/product.html",
        breadcrumbs=product_crumbs(page.head),
        **checklistpages.values_of(page),
    )


@bp.route("/products/<ref>/checklists/copy", methods=["GET", "POST"])
@needs(Permission.LOG)
def copy_answers(ref: str) -> ResponseReturnValue:
    """Propose what another product answered, where nobody has answered for this one."""
    page = get_product_checklists(current_actor(), ref)
    form = CopyForm.of(list_sources(current_actor(), ref))
    if form.submitted():
        try:
            copied = proposals.copy_answers(current_actor(), ref, str(form.source.data or ""))
            flash(checklistpages.copied_words(copied, str(form.source.data)), "success")
            return redirect(url_for("checklists.list_product_checklists", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    trail = [*product_crumbs(page.head), *crumbs(("Checklist", checklistpages.all_of(ref)))]
    values = {"head": page.head, "form": form, "breadcrumbs": trail}
    return render_template("checklists/copy.html", **values), 422 if form.errors else 200


@bp.get("/suppliers/<ref>/checklists")
@needs(Permission.VIEW)
def list_supplier_checklists(ref: str) -> ResponseReturnValue:
    """Show how far each checklist is for a supplier."""
    page = get_supplier_checklists(current_actor(), ref)
    return render_template(
        "checklists/supplier.html",
        page=page,
        breadcrumbs=checklistpages.supplier_crumbs(page.reference, page.name),
    )


@bp.get("/checklists")
@needs(Permission.VIEW)
def list_checklists() -> ResponseReturnValue:
    """List the checklists in force, and what they ask about us."""
    page = get_our_checklists(current_actor())
    return render_template("checklists/list.html", page=page)


@bp.get("/checklists/<code>")
@needs(Permission.VIEW)
def show_checklist(code: str) -> ResponseReturnValue:
    """Show a whole checklist as it is to be read before anybody answers it."""
    checklist = get_checklist(current_actor(), code)
    return render_template(
        "checklists/show.html",
        checklist=checklist,
        sources=SOURCES,
        breadcrumbs=crumbs(("Checklists", url_for("checklists.list_checklists"))),
    )
