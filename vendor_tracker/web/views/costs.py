"""Pages about costs."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Bearer, CostCategory
from vendor_tracker.services import costs, settings
from vendor_tracker.storage.queries.costprices import list_prices
from vendor_tracker.storage.queries.costs import (
    SORTS,
    CostDetail,
    CostFilter,
    CostRow,
    get_cost,
    list_costs,
    list_product_costs,
)
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.storage.queries.products import (
    get_product_head,
    list_product_choices,
)
from vendor_tracker.storage.queries.staffrates import list_rates_in_force
from vendor_tracker.storage.queries.suppliers import list_supplier_choices
from vendor_tracker.web import costpages, lists
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.claimpages import known_address
from vendor_tracker.web.costterms import terms_of
from vendor_tracker.web.costwork import answers_of, first_values, panel_for, wants_band
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.costs import CostForm, cost_values
from vendor_tracker.web.making import make_once
from vendor_tracker.web.navigation import Place, crumbs
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("costs", __name__, url_prefix="/<organisation_code>")


@bp.get("/costs", endpoint="list_costs")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List costs of the whole organisation."""
    place, wanted = lists.asked(SORTS), _wanted()
    page = list_costs(current_actor(), wanted, place)
    limits = settings.limits(current_actor().organisation_id)
    return render_template(
        "costs/list.html",
        page=page,
        views=[costpages.view_of(row, clock.today(), limits) for row in page.rows],
        wanted=wanted,
        chips=_chips(wanted),
        categories=list(CostCategory),
        bearers=list(Bearer),
        place=place,
        lists=lists,
        **lists.neighbours(page),
    )


@bp.get("/products/<ref>/costs", endpoint="list_product_costs")
@needs(Permission.VIEW)
def show_product_costs(ref: str) -> ResponseReturnValue:
    """Show what one product costs, and what was hidden."""
    actor = current_actor()
    head = get_product_head(actor, ref)
    lines, shared = list_product_costs(actor, ref)
    limits = settings.limits(actor.organisation_id)
    return render_template(
        "costs/tab.html",
        head=head,
        sheet=costpages.sheet_of(lines, shared, clock.today(), limits),
        ask=known_address("questions.ask_supplier") is not None,
        breadcrumbs=product_crumbs(head),
    )


@bp.get("/products/<ref>/costs/kinds")
@needs(Permission.VIEW)
def show_ledger(ref: str) -> ResponseReturnValue:
    """Show each of the 30 kinds of cost, whether anybody asked about it or not."""
    actor = current_actor()
    head = get_product_head(actor, ref)
    lines, shared = list_product_costs(actor, ref)
    limits = settings.limits(actor.organisation_id)
    return render_template(
        "costs/ledger.html",
        head=head,
        ledger=costpages.ledger_page(lines, shared, clock.today(), limits),
        ask=known_address("questions.ask_supplier") is not None,
        breadcrumbs=product_crumbs(head),
    )


@bp.get("/costs/<ref>")
@needs(Permission.VIEW)
def show_cost(ref: str) -> ResponseReturnValue:
    """Show what one line comes to, how it came to light, and its price over time."""
    actor = current_actor()
    cost = get_cost(actor, ref)
    limits = settings.limits(actor.organisation_id)
    supplier = cost.row.supplier.reference
    view = costpages.view_of(cost.row, clock.today(), limits)
    return render_template(
        "costs/show.html",
        cost=cost,
        view=view,
        terms=terms_of(view),
        prices=list_prices(actor, ref),
        ask=known_address("questions.ask_supplier", supplier=supplier, about=ref),
        form=Form.from_request(version=cost.version),
        add_evidence=known_address("evidence.add_evidence", cost=ref),
        history=known_address("histories.show_history", ref=ref),
        breadcrumbs=_trail(cost, inside=False),
    )


@bp.route("/costs/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_cost() -> ResponseReturnValue:
    """Log a cost line."""
    form = CostForm.for_new(**first_values())
    if wants_band(form):
        return _form_page("costs/add.html", form, None)
    if form.submitted():
        try:
            ref = make_once(form, "was logged", costs.log_cost, **answers_of(form))
            return redirect(url_for("costs.show_cost", ref=ref))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    return _form_page("costs/add.html", form, None)


@bp.route("/costs/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_cost(ref: str) -> ResponseReturnValue:
    """Change a cost line."""
    cost = get_cost(current_actor(), ref)
    form = CostForm.from_request(**cost_values(cost))
    if wants_band(form):
        return _form_page("costs/update.html", form, cost)
    if form.submitted():
        try:
            version = form.read_version()
            costs.change_cost(current_actor(), ref, version=version, **answers_of(form, cost))
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("costs.show_cost", ref=ref))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    return _form_page("costs/update.html", form, cost)


@bp.post("/costs/check")
@needs(Permission.LOG)
def check_cost() -> ResponseReturnValue:
    """Return the panel that says what the line on the form comes to."""
    ref = request.args.get("cost", "")
    cost = get_cost(current_actor(), ref) if ref else None
    return render_template("costs/check.html", panel=panel_for(CostForm.from_request(), cost))


@bp.route("/costs/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_cost(ref: str) -> ResponseReturnValue:
    """Put a cost line away with a reason."""
    cost = get_cost(current_actor(), ref)
    trail = _trail(cost)
    return put_away(
        ref,
        f"cost {ref}",
        costs.archive_cost,
        version=cost.version,
        to="costs.show_cost",
        trail=trail,
    )


@bp.post("/costs/<ref>/restore")
@needs(Permission.LOG)
def restore_cost(ref: str) -> ResponseReturnValue:
    """Bring a cost line back."""
    return bring_back(ref, costs.restore_cost, to="costs.show_cost")


def shown(after: str) -> tuple[Page[CostRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    wanted = _wanted()
    page = list_costs(current_actor(), wanted, lists.in_full(SORTS, after))
    return page, [words for words, _ in _chips(wanted)]


def _form_page(template: str, form: CostForm, cost: CostDetail | None) -> tuple[str, int]:
    actor = current_actor()
    page = render_template(
        template,
        form=form,
        cost=cost,
        panel=panel_for(form, cost),
        check=url_for("costs.check_cost", cost=cost.reference if cost else None),
        kinds=costpages.kinds(),
        products=list_product_choices(actor),
        suppliers=list_supplier_choices(actor),
        rates=list_rates_in_force(actor),
        breadcrumbs=_trail(cost) if cost else crumbs(("Costs", url_for("costs.list_costs"))),
    )
    return page, 422 if form.errors else 200


def _trail(cost: CostDetail, *, inside: bool = True) -> list[Place]:
    steps = [("Costs", url_for("costs.list_costs"))]
    if cost.row.product is not None:
        to = url_for("costs.list_product_costs", ref=cost.row.product.reference)
        steps = [(f"Costs of {cost.row.product.name}", to)]
    if inside:
        steps.append((cost.reference, url_for("costs.show_cost", ref=cost.reference)))
    return crumbs(*steps)


def _wanted() -> CostFilter:
    given = request.args
    categories = {category.value: category for category in CostCategory}
    bearers = {bearer.value: bearer for bearer in Bearer}
    return CostFilter(
        text=given.get("q", ""),
        category=categories.get(given.get("category", "")),
        figure=given.get("figure", ""),
        bearer=bearers.get(given.get("bearer", "")),
        archived=given.get("archived") == "1",
    )


def _chips(wanted: CostFilter) -> list[tuple[str, str]]:
    """Return the filters in use, each with the address that takes it away."""
    words = {
        "q": f"“{wanted.text}”" if wanted.text else "",
        "category": wanted.category.label if wanted.category else "",
        "figure": {"no": "No figure yet", "given": "Figure given"}.get(wanted.figure, ""),
        "bearer": f"Paid by: {wanted.bearer.label.lower()}" if wanted.bearer else "",
        "archived": "Archived" if wanted.archived else "",
    }
    return lists.chips(words)
