"""What is known about a product: its facts, and the first look."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.attention import FIRST_LOOK
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import ProductFact
from vendor_tracker.services import firstlooks, products
from vendor_tracker.storage.queries.devices import get_device
from vendor_tracker.storage.queries.firstlooks import get_first_look
from vendor_tracker.storage.queries.products import get_product, get_product_head
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.facts import (
    FactsForm,
    FirstLookForm,
    facts_values,
    first_look_values,
)
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("facts", __name__, url_prefix="/<organisation_code>/products")


@bp.get("/<ref>/about")
@needs(Permission.VIEW)
def show_facts(ref: str) -> ResponseReturnValue:
    """Show what is known about a product."""
    device, product = get_device(current_actor(), ref), get_product(current_actor(), ref)
    head = device.head
    return render_template(
        "products/about.html",
        head=head,
        product=product,
        device=device,
        facts=list(ProductFact),
        breadcrumbs=product_crumbs(head),
    )


@bp.route("/<ref>/about/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_facts(ref: str) -> ResponseReturnValue:
    """Say what is known about a product."""
    head = get_product_head(current_actor(), ref)
    form = FactsForm.from_request(**facts_values(get_product(current_actor(), ref)))
    if form.submitted():
        products.set_facts(
            current_actor(),
            ref,
            version=form.read_version(),
            facts=form.facts(),
            esf_tier=form.esf_tier.data,
        )
        flash(f"What is known about {ref} was saved.", "success")
        return redirect(url_for("facts.show_facts", ref=ref))
    values = {"form": form, "head": head, "facts": list(ProductFact)}
    page = render_template("products/facts.html", breadcrumbs=product_crumbs(head), **values)
    return page, 422 if form.errors else 200


@bp.route("/<ref>/first-look", methods=["GET", "POST"])
@needs(Permission.LOG)
def take_first_look(ref: str) -> ResponseReturnValue:
    """Ask the ten facts of a first look on one page."""
    look = get_first_look(current_actor(), ref)
    form = FirstLookForm.from_request(**first_look_values(look))
    if form.submitted():
        try:
            firstlooks.save_first_look(
                current_actor(), ref, version=form.read_version(), **form.look_answers()
            )
            flash(f"The first look at {ref} was saved.", "success")
            return redirect(url_for("products.show_product", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    values = {"form": form, "look": look, "head": look.head, "items": FIRST_LOOK}
    page = render_template(
        "products/first_look.html", breadcrumbs=product_crumbs(look.head), **values
    )
    return page, 422 if form.errors else 200
