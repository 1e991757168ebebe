"""Contracts, with the suppliers and products they cover."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import (
    KpiExempt,
    NoticeKind,
    ProcurementRoute,
    Rating,
    Regime,
    Renewal,
)
from vendor_tracker.storage.models.base import Base, Keyed, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Figure, Id, Money


class Contract(Record, Base):
    """One agreement with one or more suppliers."""

    __tablename__ = "contract"
    __table_args__ = in_organisation(sa.UniqueConstraint("organisation_id", "number"))

    title: Mapped[str] = mapped_column(sa.Text)
    starts_on: Mapped[date | None] = mapped_column(sa.Date)
    ends_on: Mapped[date | None] = mapped_column(sa.Date)
    notice_by: Mapped[date | None] = mapped_column(sa.Date)
    value_year: Mapped[Decimal | None] = mapped_column(Money)
    value_total: Mapped[Decimal | None] = mapped_column(Money)
    route: Mapped[ProcurementRoute] = mapped_column(
        Code(ProcurementRoute), default=ProcurementRoute.unknown
    )
    owner: Mapped[str] = mapped_column(sa.Text, default="")
    signed_on: Mapped[date | None] = mapped_column(sa.Date)
    # In all, with VAT: what the thresholds of the law are held against.
    value_with_vat: Mapped[Decimal | None] = mapped_column(Money)
    regime: Mapped[Regime] = mapped_column(
        Code(Regime), default=Regime.unknown, server_default="unknown"
    )
    framework: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    renewal: Mapped[Renewal] = mapped_column(
        Code(Renewal), default=Renewal.unknown, server_default="unknown"
    )
    # The last day if every extension is taken.
    extends_to: Mapped[date | None] = mapped_column(sa.Date)
    kpi_exempt: Mapped[KpiExempt | None] = mapped_column(Code(KpiExempt))
    kpi_exempt_reason: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    liability_cap: Mapped[Decimal | None] = mapped_column(Money)
    liability_note: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    insured_until: Mapped[date | None] = mapped_column(sa.Date)
    indemnity_until: Mapped[date | None] = mapped_column(sa.Date)
    data_rights: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    exit_terms: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    exit_price: Mapped[Decimal | None] = mapped_column(Money)
    # The most that prices may rise in a year, in percent.
    rise_cap: Mapped[Decimal | None] = mapped_column(Figure)
    # How many days before an update the supplier tells us.
    update_notice_days: Mapped[int | None]


class ContractSupplier(Keyed, Base):
    """A supplier bound by a contract."""

    __tablename__ = "contract_supplier"
    __table_args__ = in_organisation(
        parent("contract"),
        parent("supplier"),
        sa.UniqueConstraint("organisation_id", "contract_id", "supplier_id"),
        sa.Index(None, "organisation_id", "supplier_id"),
    )

    contract_id: Mapped[int] = mapped_column(Id)
    supplier_id: Mapped[int] = mapped_column(Id)


class ContractProduct(Keyed, Base):
    """A product a contract covers."""

    __tablename__ = "contract_product"
    __table_args__ = in_organisation(
        parent("contract"),
        parent("product"),
        sa.UniqueConstraint("organisation_id", "contract_id", "product_id"),
        sa.Index(None, "organisation_id", "product_id"),
    )

    contract_id: Mapped[int] = mapped_column(Id)
    product_id: Mapped[int] = mapped_column(Id)


class _OfContract(Keyed):
    """A row of a contract."""

    contract_id: Mapped[int] = mapped_column(Id)


def _of_contract() -> tuple[Any, ...]:
    return in_organisation(parent("contract"), sa.Index(None, "organisation_id", "contract_id"))


class ContractBreak(_OfContract, Base):
    """A day on which a contract may be ended early."""

    __tablename__ = "contract_break"
    __table_args__ = _of_contract()

    breaks_on: Mapped[date] = mapped_column(sa.Date)
    notice_by: Mapped[date | None] = mapped_column(sa.Date)
    terms: Mapped[str] = mapped_column(sa.Text, default="")


class ContractNotice(_OfContract, Base):
    """A notice that the law asks for, planned or published."""

    __tablename__ = "contract_notice"
    __table_args__ = _of_contract()

    kind: Mapped[NoticeKind] = mapped_column(Code(NoticeKind))
    due_on: Mapped[date | None] = mapped_column(sa.Date)
    published_on: Mapped[date | None] = mapped_column(sa.Date)
    link: Mapped[str] = mapped_column(sa.Text, default="")


class ContractKpi(_OfContract, Base):
    """A measure by which the supplier is judged; its number stays while the contract lives."""

    __tablename__ = "contract_kpi"
    __table_args__ = _of_contract()

    place: Mapped[int]
    name: Mapped[str] = mapped_column(sa.Text)
    target: Mapped[str] = mapped_column(sa.Text, default="")
    consequence: Mapped[str] = mapped_column(sa.Text, default="")


class ContractRating(_OfContract, Base):
    """How well one measure was met in a year."""

    __tablename__ = "contract_rating"
    __table_args__ = _of_contract()

    place: Mapped[int]
    rated_on: Mapped[date] = mapped_column(sa.Date)
    rating: Mapped[Rating] = mapped_column(Code(Rating))
    actual: Mapped[str] = mapped_column(sa.Text, default="")
    published_on: Mapped[date | None] = mapped_column(sa.Date)
