"""Contracts, with the suppliers and products they cover."""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import ProcurementRoute
from vendor_tracker.storage.models.base import Base, Keyed, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Id, Money


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
