"""Products and who stands behind them."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import EsfTier, Stage, SupplierRole
from vendor_tracker.storage.models.base import Base, Keyed, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Id, SortText


class Product(Record, Base):
    """One AI product that the organisation watches, buys or uses."""

    __tablename__ = "product"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        sa.Index(None, "organisation_id", "name_key"),
        sa.Index(None, "organisation_id", "sort_key", "id"),
        sa.Index(None, "organisation_id", "stage", "sort_key", "id"),
        sa.Index(None, "organisation_id", "catch_up_on"),
    )

    name: Mapped[str] = mapped_column(sa.Text)
    name_key: Mapped[str] = mapped_column(sa.Text)
    sort_key: Mapped[str] = mapped_column(SortText)
    intended_use: Mapped[str] = mapped_column(sa.Text, default="")
    not_for: Mapped[str] = mapped_column(sa.Text, default="")
    clinical_area: Mapped[str] = mapped_column(sa.Text, default="")
    stage: Mapped[Stage] = mapped_column(Code(Stage), default=Stage.watching)
    accountable: Mapped[str] = mapped_column(sa.Text, default="")
    esf_tier: Mapped[EsfTier] = mapped_column(Code(EsfTier), default=EsfTier.unknown)
    esf_tier_set_on: Mapped[date | None] = mapped_column(sa.Date)
    about: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict)
    catch_up_on: Mapped[date | None] = mapped_column(sa.Date)
    catch_up_ended_on: Mapped[date | None] = mapped_column(sa.Date)


class ProductSupplier(Keyed, Base):
    """What a supplier is to a product."""

    __tablename__ = "product_supplier"
    __table_args__ = in_organisation(
        parent("product"),
        parent("supplier"),
        sa.UniqueConstraint("organisation_id", "product_id", "supplier_id", "role"),
        sa.Index(None, "organisation_id", "supplier_id"),
    )

    product_id: Mapped[int] = mapped_column(Id)
    supplier_id: Mapped[int] = mapped_column(Id)
    role: Mapped[SupplierRole] = mapped_column(Code(SupplierRole))
