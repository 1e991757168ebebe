"""What the pages of payments share: filters, trails, and where they lead back."""

import re
from dataclasses import replace

from flask import request, url_for
from werkzeug import Response
from werkzeug.utils import redirect

from vendor_tracker.domain.references import Kind, reference, split
from vendor_tracker.domain.vocabulary import PaymentState
from vendor_tracker.storage.queries.paging import Asked
from vendor_tracker.storage.queries.payments import MAY_BE_HIDDEN, PaymentDetail, PaymentFilter
from vendor_tracker.web import lists
from vendor_tracker.web.navigation import Place, crumbs

STATES = {
    PaymentState.unexplained.value: "Not explained yet",
    MAY_BE_HIDDEN: "Possible hidden costs",
    PaymentState.explained.value: "Explained",
    PaymentState.dismissed.value: "Belongs to no line",
}
_YEAR = re.compile(r"(19|20|21)\d\d", re.ASCII)
# Sent by the forms that stand on the page of a supplier, to come back there.
_FROM_SUPPLIER = "supplier"


def wanted() -> PaymentFilter:
    """Return which payments the address asks for; what nobody knows is left out."""
    given = request.args
    year, state = given.get("year", ""), given.get("state", "")
    named = split(given.get("supplier", ""))
    return PaymentFilter(
        text=given.get("q", ""),
        supplier=reference(*named) if named and named[0] is Kind.SUPPLIER else "",
        state=state if state in STATES else "",
        year=int(year) if _YEAR.fullmatch(year) else None,
        archived=given.get("archived") == "1",
    )


def place(asked: Asked) -> Asked:
    """Return the order that the address asks for; without one the newest come first."""
    return asked if request.args.get("sort") else replace(asked, descending=True)


def chips(shown: PaymentFilter) -> list[tuple[str, str]]:
    """Return the filters in use, each with the address that takes it away."""
    words = {
        "q": f"“{shown.text}”" if shown.text else "",
        "supplier": shown.supplier,
        "state": STATES.get(shown.state, ""),
        "year": f"Paid in {shown.year}" if shown.year else "",
        "archived": "Archived" if shown.archived else "",
    }
    return lists.chips(words)


def trail(payment: PaymentDetail, *, inside: bool = True) -> list[Place]:
    """Return the way to the page of a payment, or to one inside it."""
    row = payment.row
    of_supplier = url_for("payments.list_supplier_payments", ref=row.supplier.reference)
    steps = [
        ("Payments", url_for("payments.list_payments")),
        (row.supplier.name, of_supplier),
    ]
    if inside:
        steps.append((row.reference, url_for("payments.show_payment", ref=row.reference)))
    return crumbs(*steps)


def back_to(payment: PaymentDetail) -> Response:
    """Return to where a form about a payment stood: its own page, or that of its supplier."""
    if request.form.get("back") == _FROM_SUPPLIER:
        ref = payment.row.supplier.reference
        return redirect(url_for("payments.list_supplier_payments", ref=ref))
    return redirect(url_for("payments.show_payment", ref=payment.row.reference))
