"""The work behind the form of a cost line: what it begins with, its panel and its answers."""

from dataclasses import astuple
from decimal import Decimal
from typing import Any

from flask import request

from vendor_tracker import clock
from vendor_tracker.domain.costs import Award
from vendor_tracker.domain.drivers import quantity_of
from vendor_tracker.domain.vocabulary import CostCategory, DisclosedBy
from vendor_tracker.storage.queries.costs import CostDetail
from vendor_tracker.storage.queries.drivers import find_driver
from vendor_tracker.storage.queries.meetings import get_meeting
from vendor_tracker.storage.queries.products import get_product, list_product_choices
from vendor_tracker.storage.queries.staffrates import find_rate
from vendor_tracker.storage.queries.suppliers import list_supplier_choices
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.costpages import CostPanel, panel_of
from vendor_tracker.web.forms.chosen import chosen, shown_choice, with_present
from vendor_tracker.web.forms.costs import CostForm


def wants_band(form: CostForm) -> bool:
    """Tell whether one more band was asked for, and open it; nothing is saved by that."""
    if request.method != "POST" or request.form.get("act") != "band":
        return False
    form.add_band()
    return True


def panel_for(form: CostForm, cost: CostDetail | None) -> CostPanel:
    """Return what the line on the form comes to."""
    award = cost.row.award if cost else Award(is_passed=False)
    facts = form.facts(cost.reference if cost else "", **_follows(form))
    return panel_of(facts, award, clock.today())


def answers_of(form: CostForm, cost: CostDetail | None = None) -> dict[str, Any]:
    """Return the answers with product and supplier as references."""
    found, actor = form.answers(), current_actor()
    own = {"product": cost and cost.row.product, "supplier": cost and cost.row.supplier}
    for name, choices in (("product", list_product_choices), ("supplier", list_supplier_choices)):
        if found[name]:
            present = own[name]
            known = with_present(choices(actor), [astuple(present)] if present else [])
            found[name] = chosen(found[name], known, name, name)
    return found


def first_values() -> dict[str, Any]:
    """Return what a new form begins with: the product, supplier or meeting it was opened from."""
    names = ("product", "supplier", "category", "meeting")
    values: dict[str, Any] = {name: request.args.get(name, "") for name in names}
    if values["meeting"]:
        values |= _of_meeting(values)
    if values["product"]:
        product = get_product(current_actor(), values["product"])
        values["product"] = shown_choice(product.reference, product.name)
        if product.suppliers and not values["supplier"]:
            values["supplier"] = shown_choice(*product.suppliers[0][:2])
    if values["category"] not in list(CostCategory):
        values["category"] = None
    return values | {"quantity": Decimal(1)}


def _of_meeting(values: dict[str, Any]) -> dict[str, Any]:
    """Return what is known of a cost that came up in a meeting."""
    meeting = get_meeting(current_actor(), values["meeting"])
    supplier, product = meeting.supplier, meeting.product
    return {
        "supplier": shown_choice(*astuple(supplier)[:2]) if supplier else values["supplier"],
        "product": product.reference if product else values["product"],
        "disclosed_by": DisclosedBy.supplier,
        "disclosed_on": meeting.held_on,
        "disclosed_in": meeting.reference,
    }


def _follows(form: CostForm) -> dict[str, Any]:
    """Return the quantity and the price that follow from something else, as far as known."""
    found: dict[str, Any] = {}
    named = str(form.product.data or "").split()
    if form.driver.data is not None:
        driver = find_driver(current_actor(), named[0] if named else "", form.driver.data)
        per = form.per_driver.data
        found["quantity"] = None if driver is None else quantity_of(driver, per)
    if form.staff_role.data:
        rate = find_rate(current_actor(), form.staff_role.data)
        found["unit_price"] = None if rate is None else rate.price
    return found
