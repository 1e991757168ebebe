"""Pages about contracts."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import contracts
from vendor_tracker.storage.queries.contracts import (
    SORTS,
    ContractDetail,
    ContractFilter,
    get_contract,
    list_contracts,
    list_product_choices,
)
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.storage.queries.suppliers import list_supplier_choices
from vendor_tracker.web import contractpages, lists
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.contractpages import contract_trail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import Choices, shown_choice, with_present
from vendor_tracker.web.forms.contracts import ContractForm, contract_values
from vendor_tracker.web.making import make_once
from vendor_tracker.web.navigation import came_from

# What the list may show, by the word for it in the address.
_STATES = {"": "All", "current": "Not ended", "ended": "Ended", "archived": "Archived"}

bp = Blueprint("contracts", __name__, url_prefix="/<organisation_code>/contracts")


@bp.get("", endpoint="list_contracts")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List contracts."""
    wanted, place = _wanted(), lists.asked(SORTS)
    page = list_contracts(current_actor(), wanted, place)
    return render_template(
        "contracts/list.html",
        page=page,
        wanted=wanted,
        states=_STATES,
        chips=_chips(wanted),
        place=place,
        lists=lists,
        **lists.neighbours(page),
    )


@bp.get("/<ref>")
@needs(Permission.VIEW)
def show_contract(ref: str) -> ResponseReturnValue:
    """Show one contract."""
    contract = get_contract(current_actor(), ref)
    return contractpages.show(contract, contract_trail(contract, inside=False))


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_contract() -> ResponseReturnValue:
    """Add a contract."""
    suppliers, products = _choices()
    form = ContractForm.for_new(**_first_values(suppliers, products))
    if form.submitted():
        try:
            answers = form.contract_answers(suppliers, products)
            ref = make_once(form, "was added", contracts.add_contract, **answers)
            return redirect(url_for("contracts.show_contract", ref=ref))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    form.add_spare_boxes()
    values: dict[str, Any] = {"form": form, "suppliers": suppliers, "products": products}
    page = render_template("contracts/add.html", breadcrumbs=came_from(suppliers), **values)
    return page, 422 if form.errors else 200


@bp.route("/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_contract(ref: str) -> ResponseReturnValue:
    """Change a contract."""
    contract = get_contract(current_actor(), ref)
    suppliers, products = _choices(contract)
    form = ContractForm.from_request(**contract_values(contract))
    if form.submitted():
        try:
            answers, version = form.contract_answers(suppliers, products), form.read_version()
            contracts.change_contract(current_actor(), ref, version=version, **answers)
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("contracts.show_contract", ref=ref))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    form.add_spare_boxes()
    values: dict[str, Any] = {"form": form, "suppliers": suppliers, "products": products}
    trail = contract_trail(contract)
    page = render_template("contracts/update.html", contract=contract, breadcrumbs=trail, **values)
    return page, 422 if form.errors else 200


@bp.route("/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_contract(ref: str) -> ResponseReturnValue:
    """Put a contract away with a reason."""
    contract = get_contract(current_actor(), ref)
    trail = contract_trail(contract)
    return put_away(
        ref,
        contract.title,
        contracts.archive_contract,
        version=contract.version,
        to="contracts.show_contract",
        trail=trail,
    )


@bp.post("/<ref>/restore")
@needs(Permission.LOG)
def restore_contract(ref: str) -> ResponseReturnValue:
    """Bring a contract back."""
    version = Form.from_request().read_version()
    return bring_back(
        ref, contracts.restore_contract, version=version, to="contracts.show_contract"
    )


def shown(after: str) -> tuple[Page[ContractDetail], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    wanted = _wanted()
    page = list_contracts(current_actor(), wanted, lists.in_full(SORTS, after))
    return page, [words for words, _ in _chips(wanted)]


def _wanted() -> ContractFilter:
    """Return which contracts the address asks for; what it cannot mean is ignored."""
    given = request.args
    state = given.get("state", "")
    return ContractFilter(
        on=clock.today(),
        text=given.get("q", ""),
        state=state if state in _STATES else "",
        archived=state == "archived",
    )


def _chips(wanted: ContractFilter) -> list[tuple[str, str]]:
    words = {
        "q": f"“{wanted.text}”" if wanted.text else "",
        "state": _STATES[wanted.state] if wanted.state else "",
    }
    return lists.chips(words)


def _choices(contract: ContractDetail | None = None) -> tuple[Choices, Choices]:
    actor = current_actor()
    suppliers, products = list_supplier_choices(actor), list_product_choices(actor)
    if contract is None:
        return suppliers, products
    return with_present(suppliers, contract.suppliers), with_present(products, contract.products)


def _first_values(suppliers: Choices, products: Choices) -> dict[str, Any]:
    """Return what a new form begins with: the supplier and product it was opened from."""
    values: dict[str, Any] = {}
    for name, choices in (("supplier", suppliers), ("product", products)):
        ref = request.args.get(name, "")
        title = dict(choices).get(ref)
        if title:
            values[f"{name}s"] = [shown_choice(ref, title)]
    return values
