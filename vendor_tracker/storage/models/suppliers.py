"""Suppliers, their other names and their references elsewhere."""

from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import SupplierSize
from vendor_tracker.storage.models.base import (
    Base,
    Keyed,
    Record,
    exactly_one,
    in_organisation,
    parent,
)
from vendor_tracker.storage.types import Code, Figure, Id, SortText


class Supplier(Record, Base):
    """A firm that makes, sells or hosts a product."""

    __tablename__ = "supplier"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        sa.Index(None, "organisation_id", "name_key"),
        sa.Index(None, "organisation_id", "sort_key", "id"),
        parent("supplier", "parent_id"),
    )

    name: Mapped[str] = mapped_column(sa.Text)
    name_key: Mapped[str] = mapped_column(sa.Text)
    sort_key: Mapped[str] = mapped_column(SortText)
    legal_name: Mapped[str] = mapped_column(sa.Text, default="")
    company_number: Mapped[str] = mapped_column(sa.String(20), default="")
    country: Mapped[str] = mapped_column(sa.Text, default="")
    website: Mapped[str] = mapped_column(sa.Text, default="")
    size: Mapped[SupplierSize] = mapped_column(Code(SupplierSize), default=SupplierSize.unknown)
    parent_id: Mapped[int | None] = mapped_column(Id)
    owner: Mapped[str] = mapped_column(sa.Text, default="")
    owner_hours: Mapped[Decimal | None] = mapped_column(Figure)
    note: Mapped[str] = mapped_column(sa.Text, default="")


class SupplierAlias(Keyed, Base):
    """Another name a supplier is known by."""

    __tablename__ = "supplier_alias"
    __table_args__ = in_organisation(
        parent("supplier"),
        sa.UniqueConstraint("organisation_id", "supplier_id", "alias_key"),
        sa.Index(None, "organisation_id", "alias_key"),
    )

    supplier_id: Mapped[int] = mapped_column(Id)
    alias: Mapped[str] = mapped_column(sa.Text)
    alias_key: Mapped[str] = mapped_column(sa.Text)


class ExternalReference(Keyed, Base):
    """The name of a supplier or product in somebody else's list."""

    __tablename__ = "external_reference"
    __table_args__ = in_organisation(
        parent("supplier"),
        parent("product"),
        exactly_one("supplier_id", "product_id"),
        sa.UniqueConstraint("organisation_id", "supplier_id", "scheme", "value"),
        sa.UniqueConstraint("organisation_id", "product_id", "scheme", "value"),
        sa.Index(None, "organisation_id", "scheme", "value"),
    )

    supplier_id: Mapped[int | None] = mapped_column(Id)
    product_id: Mapped[int | None] = mapped_column(Id)
    scheme: Mapped[str] = mapped_column(sa.Text)
    value: Mapped[str] = mapped_column(sa.Text)
