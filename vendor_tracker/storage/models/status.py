"""Derived values of products and suppliers: no version, no history, recomputed at will."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.steps import LAST_RANK
from vendor_tracker.domain.vocabulary import Gate
from vendor_tracker.storage.models.base import Base, parent
from vendor_tracker.storage.types import Code, Id, Money


class _Counts:
    """Open flags by severity, and when they were and will be looked at."""

    critical: Mapped[int] = mapped_column(default=0)
    major: Mapped[int] = mapped_column(default=0)
    minor: Mapped[int] = mapped_column(default=0)
    known_at_start: Mapped[int] = mapped_column(default=0)
    waived: Mapped[int] = mapped_column(default=0, server_default="0")
    next_step: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    next_step_rank: Mapped[int] = mapped_column(default=LAST_RANK)
    checked_on: Mapped[date | None] = mapped_column(sa.Date)
    recheck_on: Mapped[date | None] = mapped_column(sa.Date)
    last_met_on: Mapped[date | None] = mapped_column(sa.Date)


class ProductStatus(_Counts, Base):
    """What the program worked out about one product."""

    __tablename__ = "product_status"
    __table_args__ = (
        parent("product"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.Index(None, "organisation_id", "recheck_on"),
        sa.Index(None, "organisation_id", "critical", "major", "product_id"),
        sa.Index(None, "organisation_id", "next_step_rank", "product_id"),
    )

    product_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    organisation_id: Mapped[int] = mapped_column(Id)
    next_gate: Mapped[Gate | None] = mapped_column(Code(Gate))
    planned_on: Mapped[date | None] = mapped_column(sa.Date)
    catch_up: Mapped[bool] = mapped_column(default=False)
    stopped: Mapped[bool] = mapped_column(default=False)
    # Items of the next gate: how many are asked, and how many are met with live evidence.
    items_asked: Mapped[int] = mapped_column(default=0, server_default="0")
    items_met: Mapped[int] = mapped_column(default=0, server_default="0")
    cost_lines: Mapped[int] = mapped_column(default=0)
    costs_unknown: Mapped[int] = mapped_column(default=0)
    hidden_unknown: Mapped[int] = mapped_column(default=0)
    cost_year: Mapped[Decimal | None] = mapped_column(Money)
    cost_one_off: Mapped[Decimal | None] = mapped_column(Money)
    hidden_year: Mapped[Decimal | None] = mapped_column(Money)
    hidden_one_off: Mapped[Decimal | None] = mapped_column(Money)
    # The whole life, in every basis; quoted and hidden in prices of year 1. Empty: no line.
    life_years: Mapped[int | None]
    life_cash: Mapped[Decimal | None] = mapped_column(Money)
    life_real: Mapped[Decimal | None] = mapped_column(Money)
    life_present: Mapped[Decimal | None] = mapped_column(Money)
    life_quoted: Mapped[Decimal | None] = mapped_column(Money)
    life_hidden: Mapped[Decimal | None] = mapped_column(Money)
    life_unknown: Mapped[int] = mapped_column(default=0, server_default="0")
    # By which rates, and on which day it was worked out.
    life_rates: Mapped[str] = mapped_column(sa.String(40), default="", server_default="")
    life_on: Mapped[date | None] = mapped_column(sa.Date)


class SupplierStatus(_Counts, Base):
    """What the program worked out about one supplier."""

    __tablename__ = "supplier_status"
    __table_args__ = (
        parent("supplier"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.Index(None, "organisation_id", "recheck_on"),
        sa.Index(None, "organisation_id", "critical", "major", "supplier_id"),
        sa.Index(None, "organisation_id", "next_step_rank", "supplier_id"),
    )

    supplier_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    organisation_id: Mapped[int] = mapped_column(Id)
    products: Mapped[int] = mapped_column(default=0)
    promises_late: Mapped[int] = mapped_column(default=0)
    oldest_question_on: Mapped[date | None] = mapped_column(sa.Date)
    notice_by: Mapped[date | None] = mapped_column(sa.Date)
