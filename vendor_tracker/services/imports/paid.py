"""Lists of payments: the row of the total is checked and not brought in; doubles are said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.imports import RowState
from vendor_tracker.domain.mappings import ColumnMapping
from vendor_tracker.domain.money import ZERO, pounds
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.wording import count
from vendor_tracker.services.imports.drafts import Draft, Reading

_TOTAL = frozenset({"", "total", "totals", "grand total", "sub total", "subtotal", "sum"})
_KEY = ("paid_on", "amount", "what_for", "invoice")


@dataclass(slots=True)
class Sums:
    """Adds up the payments of a list, and holds each total against what it should be."""

    constants: frozenset[str]
    all: Decimal = ZERO
    payments: int = 0
    # Since the last total, for lists with totals between their rows.
    since: Decimal = ZERO
    totals: list[tuple[Draft, Decimal]] = field(default_factory=list)

    def is_total(self, found: Sequence[Draft]) -> bool:
        """Tell whether a row has an amount alone: the total; other payments are added up."""
        paid = next((one for one in found if one.kind is Kind.PAYMENT), None)
        if paid is None or "amount" not in paid.values:
            return False
        if self._has_amount_alone(paid, found):
            self.totals.append((paid, self.since))
            self.since = ZERO
            return True
        self.all += paid.values["amount"]
        self.since += paid.values["amount"]
        self.payments += 1
        return False

    def settle(self, reading: Reading) -> None:
        """Say of each total whether it is right, and which payments look alike."""
        _note_doubles(reading)
        _note_numbers(reading)
        for draft, between in self.totals:
            said = draft.values["amount"]
            reading.rows[draft.place] = RowState.SKIPPED
            if reading.problems:
                reading.notices.append(
                    f"Row {draft.place.row} looks like the total. It is checked once every row "
                    "above can be read"
                )
            elif said in (self.all, between):
                which = count(self.payments, "payment") if said == self.all else "The rows above it"
                reading.notices.append(
                    f"Row {draft.place.row} is a total. {which} reconciled to {pounds(said)}; "
                    "the total itself is not imported"
                )
            else:
                reading.refuse(draft, "amount", self._wrong(said))
                reading.rows[draft.place] = RowState.ERROR

    def _has_amount_alone(self, paid: Draft, found: Sequence[Draft]) -> bool:
        named = [one.values.get("name") for one in found if one.kind is Kind.SUPPLIER]
        named += [paid.values.get("supplier"), paid.values.get("what_for")]
        own = set(paid.values) - self.constants
        if own - {"amount", "supplier", "what_for"}:
            return False
        return all(name_key(str(name or "")).rstrip(":") in _TOTAL for name in named)

    def _wrong(self, said: Decimal) -> str:
        return (
            "This row has neither supplier nor day. If it is the total, it should be "
            f"{pounds(self.all)}, which is what {count(self.payments, 'payment')} come to; the "
            f"difference is {pounds(said - self.all)}. Correct the list, or take this row out."
        )


def sums_of(mapping: ColumnMapping) -> Sums:
    """Begin to add up the payments of a list."""
    sources = (s for part in mapping.parts if part.name == "payments" for s in part.sources)
    return Sums(frozenset(s.field for s in sources if s.constant is not None))


def name_sources(reading: Reading, file_name: str, sheet: str) -> None:
    """Note in each payment which file and row it was read from."""
    inside = f", sheet “{sheet}”" if file_name.lower().endswith(".xlsx") else ""
    for draft in reading.of_kind(Kind.PAYMENT):
        # A number that is not given is one too: payments without a number are told apart by it.
        draft.values.setdefault("invoice", "")
        draft.values["source"] = f"{file_name}{inside}, row {draft.place.row}"


def _note_doubles(reading: Reading) -> None:
    """Note payments that say the same in every column: each is taken as a payment of its own."""
    rows: dict[tuple[Any, ...], list[int]] = {}
    for draft in reading.of_kind(Kind.PAYMENT):
        rows.setdefault(_said(draft), []).append(draft.place.row)
    doubles = [numbers for numbers in rows.values() if len(numbers) > 1]
    if doubles:
        shown = "; ".join(" and ".join(map(str, numbers)) for numbers in doubles[:5])
        more = f"; and {len(doubles) - 5} more" if len(doubles) > 5 else ""
        reading.notices.append(
            f"Payments that say the same as another in every column that is read, rows {shown}"
            f"{more}. Each is taken as a payment of its own; put one away if it was paid once"
        )


def _note_numbers(reading: Reading) -> None:
    """Note how many numbers of invoices stand at more than one payment."""
    numbers = Counter(
        (draft.values.get("supplier"), draft.values["invoice"])
        for draft in reading.of_kind(Kind.PAYMENT)
        if draft.values.get("invoice")
    )
    recurring = sum(times > 1 for times in numbers.values())
    if recurring:
        reading.notices.append(
            f"{count(recurring, 'invoice number stands', 'invoice numbers stand')} at more than "
            "one payment, as where an invoice has several lines"
        )


def _said(draft: Draft) -> tuple[Any, ...]:
    supplier = draft.values.get("supplier")
    who = supplier.id if isinstance(supplier, Draft) else name_key(str(supplier or ""))
    return (who, *(draft.values.get(name) for name in _KEY))
