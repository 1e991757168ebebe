"""Pages about products."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.services import products, settings
from vendor_tracker.storage.queries.overviews import get_overview
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.storage.queries.productlists import (
    SORTS,
    ProductFilter,
    ProductRow,
    list_products,
)
from vendor_tracker.storage.queries.products import get_product, get_product_head
from vendor_tracker.storage.queries.strengths import lines_of_product
from vendor_tracker.storage.queries.suppliers import list_supplier_choices
from vendor_tracker.web import claimpages, lists, productpages
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.chosen import Choices, shown_choice, with_present
from vendor_tracker.web.forms.products import ProductForm, product_values
from vendor_tracker.web.making import make_once
from vendor_tracker.web.productpages import product_acts
from vendor_tracker.web.tabs import product_crumbs, product_tabs

bp = Blueprint("products", __name__, url_prefix="/<organisation_code>/products")
_SHOWN = {"catch_up": "In catch-up", "archived": "Archived"}
_MET = {"long_ago": "Last met over 90 days ago", "never": "Never met"}
_WORST = {
    "critical": "Worst open gap: critical",
    "major": "Worst open gap: major",
    "minor": "Worst open gap: minor",
    "none": "No open gap",
    "unchecked": "Not checked yet",
}

bp.add_app_template_global(product_tabs)
bp.add_app_template_global(product_acts)


@bp.get("", endpoint="list_products")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List products."""
    place, wanted = lists.asked(SORTS), _wanted()
    page = list_products(current_actor(), wanted, place)
    return render_template(
        "products/list.html",
        page=page,
        wanted=wanted,
        chips=_chips(wanted),
        stages=list(Stage),
        place=place,
        lists=lists,
        **lists.neighbours(page),
    )


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_product(ref: str) -> ResponseReturnValue:
    """Show where a product stands."""
    page = get_overview(current_actor(), ref)
    return render_template(
        "products/show.html",
        breadcrumbs=product_crumbs(page.head, inside=False),
        unmeasured=page.unmeasured,
        views=claimpages.views_of_facts(page.claims),
        shown=lines_of_product(
            current_actor(), page.head, settings.limits(current_actor().organisation_id)
        ),
        **productpages.values_of(page),
    )


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_product() -> ResponseReturnValue:
    """Add a product."""
    choices = list_supplier_choices(current_actor())
    form = ProductForm.for_new(**_first_values(choices))
    if form.submitted():
        try:
            ref = make_once(
                form, "was added", products.add_product, **form.product_answers(choices)
            )
            return redirect(url_for("products.show_product", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    form.add_spare_rows()
    page = render_template("products/add.html", form=form, choices=choices)
    return page, 422 if form.errors else 200


@bp.route("/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_product(ref: str) -> ResponseReturnValue:
    """Change a product."""
    head, product = get_product_head(current_actor(), ref), get_product(current_actor(), ref)
    present = [(supplier, name) for supplier, name, _role in product.suppliers]
    choices = with_present(list_supplier_choices(current_actor()), present)
    form = ProductForm.from_request(**product_values(product))
    if form.submitted():
        try:
            answers = form.product_answers(choices)
            version = form.read_version()
            products.change_product(current_actor(), ref, version=version, **answers)
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("products.show_product", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    form.add_spare_rows()
    values = {"form": form, "head": head, "choices": choices}
    page = render_template("products/update.html", breadcrumbs=product_crumbs(head), **values)
    return page, 422 if form.errors else 200


@bp.route("/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_product(ref: str) -> ResponseReturnValue:
    """Put a product away with a reason."""
    head = get_product_head(current_actor(), ref)
    trail = product_crumbs(head)
    return put_away(
        ref,
        head.name,
        products.archive_product,
        version=head.version,
        to="products.show_product",
        trail=trail,
    )


@bp.post("/<ref>/restore")
@needs(Permission.LOG)
def restore_product(ref: str) -> ResponseReturnValue:
    """Bring a product back."""
    return bring_back(ref, products.restore_product, to="products.show_product")


@bp.post("/<ref>/start")
@needs(Permission.LOG)
def start_check(ref: str) -> ResponseReturnValue:
    """End the quiet start of a product."""
    products.start_check(current_actor(), ref, version=None)
    flash(f"The check of {ref} has begun. Its gaps now count like any other’s.", "success")
    return redirect(url_for("products.show_product", ref=ref))


def shown(after: str) -> tuple[Page[ProductRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    wanted = _wanted()
    page = list_products(current_actor(), wanted, lists.in_full(SORTS, after))
    return page, [words for words, _ in _chips(wanted)]


def _wanted() -> ProductFilter:
    """Return what the address asks for; what nobody knows is left out."""
    given = request.args
    stages = {stage.value: stage for stage in Stage}
    return ProductFilter(
        text=given.get("q", ""),
        stage=stages.get(given.get("stage", "")),
        worst=given.get("worst", ""),
        met=given.get("met", ""),
        catch_up=given.get("show") == "catch_up",
        archived=given.get("show") == "archived",
    )


def _chips(wanted: ProductFilter) -> list[tuple[str, str]]:
    """Return the filters in use, each with the address that takes it away."""
    words = {
        "q": f"“{wanted.text}”" if wanted.text else "",
        "stage": f"Stage: {wanted.stage.label}" if wanted.stage else "",
        "worst": _WORST.get(wanted.worst, ""),
        "met": _MET.get(wanted.met, ""),
        "show": _SHOWN.get(request.args.get("show", ""), ""),
    }
    return lists.chips(words)


def _first_values(choices: Choices) -> dict[str, Any]:
    """Return what a new form begins with: the supplier it was opened from."""
    ref = request.args.get("supplier", "")
    name = dict(choices).get(ref)
    return {"suppliers": [{"supplier": shown_choice(ref, name)}]} if name else {}
