"""Facts of contracts, as rules may know them; fields in the order of the stored columns."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.vocabulary import KpiExempt, Renewal


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """One contract."""

    reference: str
    title: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    notice_by: date | None = None
    # Net of VAT, over its whole length.
    value_total: Decimal | None = None
    # As the supplier or finance states it with VAT.
    value_with_vat: Decimal | None = None
    signed_on: date | None = None
    renewal: Renewal = Renewal.unknown
    extends_to: date | None = None
    exit_price: Decimal | None = None
    # The most that prices may rise in a year, in percent.
    rise_cap: Decimal | None = None
    # Why the law asks for no published measures.
    kpi_exempt: KpiExempt | None = None
    kpis: int = 0
    rated_on: date | None = None
