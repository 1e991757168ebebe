"""The forms of payments: what was paid, what it was for, why it belongs to no line."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField

from vendor_tracker.domain.money import parse_paid
from vendor_tracker.storage.queries.payments import PaymentDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import shown_choice
from vendor_tracker.web.forms.fields import Amount, DayDateField, Line, needed


class PaidAmount(Amount):
    """An amount that was paid, or came back."""

    def read(self, text: str) -> Any:
        """Read an amount; a minus or brackets say that it came back."""
        return parse_paid(text)


class PaymentForm(Form):
    """What a person may say about a payment."""

    supplier = Line(
        "Supplier",
        description="Its name, or a reference such as SUP-2.",
        validators=[needed("Say which supplier was paid.")],
    )
    paid_on = DayDateField("Paid on", validators=[needed("Say on which day it was paid.")])
    amount = PaidAmount(
        "Amount, with the VAT on it",
        description="As it left the bank. A minus or brackets: it came back.",
        validators=[needed("Enter what was paid, such as 1,234.50.")],
    )
    what_for = Line("What for", description="As the ledger or the invoice says it.")
    invoice = Line("Invoice or transaction number")


class ExplainForm(Form):
    """For which cost line a payment was made."""

    cost = SelectField(
        "Cost line that it was paid for",
        validate_choice=False,
        validators=[needed("Choose the cost line that it was paid for.")],
    )

    def offer(self, lines: Sequence[tuple[str, str]]) -> None:
        """Offer these lines."""
        self.cost.choices = [("", "Choose a line"), *lines]


class DismissForm(Form):
    """Why a payment belongs to no line of ours."""

    reason = Line(
        "It belongs to no line of ours because",
        description="Such as: a course for staff, and no product of ours.",
        validators=[needed("Say in a few words why it belongs to no line of ours.")],
    )


def payment_values(payment: PaymentDetail) -> dict[str, Any]:
    """Return what the form of a payment shows."""
    row = payment.row
    return {
        "version": row.version,
        "supplier": shown_choice(row.supplier.reference, row.supplier.name),
        "paid_on": row.paid_on,
        "amount": row.amount,
        "what_for": row.what_for,
        "invoice": row.invoice,
    }
