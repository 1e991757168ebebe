"""Flags: gaps kept over time, and what people noted about them."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import Discipline, Gate, Severity
from vendor_tracker.storage.models.base import (
    Base,
    Keyed,
    exactly_one,
    in_organisation,
    parent,
)
from vendor_tracker.storage.types import Code, Id, Instant


class Flag(Keyed, Base):
    """One gap of one product or one supplier; opened and closed by facts alone."""

    __tablename__ = "flag"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("product"),
        parent("supplier"),
        exactly_one("product_id", "supplier_id"),
        sa.UniqueConstraint("organisation_id", "product_id", "rule_code", "key"),
        sa.UniqueConstraint("organisation_id", "supplier_id", "rule_code", "key"),
        # Every filter, count and order of the review queue is answered from this one alone.
        sa.Index(
            "ix_flag_open",
            *("organisation_id", "severity", "id", "known_at_start", "waived_by"),
            *("waiting_until", "set_up", "rule_code", "gate", "opened_on", "due_on"),
            *("owner_id", "product_id", "supplier_id"),
            sqlite_where=sa.text("closed_on IS NULL"),
            postgresql_where=sa.text("closed_on IS NULL"),
        ),
        sa.Index(
            "ix_flag_waiting",
            *("organisation_id", "waiting_until"),
            sqlite_where=sa.text("waiting_until IS NOT NULL"),
            postgresql_where=sa.text("waiting_until IS NOT NULL"),
        ),
        sa.Index(None, "organisation_id", "owner_id", "closed_on"),
    )

    number: Mapped[int]
    product_id: Mapped[int | None] = mapped_column(Id)
    supplier_id: Mapped[int | None] = mapped_column(Id)
    rule_code: Mapped[str] = mapped_column(sa.String(10))
    rule_version: Mapped[int]
    key: Mapped[str] = mapped_column(sa.String(120))
    gate: Mapped[Gate | None] = mapped_column(Code(Gate))
    severity: Mapped[Severity] = mapped_column(Code(Severity))
    says: Mapped[str] = mapped_column(sa.Text)
    remedies: Mapped[list[Any]] = mapped_column(sa.JSON)
    facts: Mapped[list[Any]] = mapped_column(sa.JSON)
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    set_up: Mapped[bool] = mapped_column(default=False)
    known_at_start: Mapped[bool] = mapped_column(default=False)
    opened_on: Mapped[date] = mapped_column(sa.Date)
    closed_on: Mapped[date | None] = mapped_column(sa.Date)
    # Who has to agree to a waiver, by skill.
    discipline: Mapped[Discipline | None] = mapped_column(Code(Discipline))
    # Number of the waiver that lets it stand today.
    waived_by: Mapped[int | None]
    # What people decided about it: only these move the version.
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    owner_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    due_on: Mapped[date | None] = mapped_column(sa.Date)
    waiting_until: Mapped[date | None] = mapped_column(sa.Date)


class FlagPeriod(Keyed, Base):
    """One stretch of time in which a flag was open."""

    __tablename__ = "flag_period"
    __table_args__ = in_organisation(parent("flag"), sa.Index(None, "organisation_id", "flag_id"))

    flag_id: Mapped[int] = mapped_column(Id)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    severity: Mapped[Severity] = mapped_column(Code(Severity))


class FlagNote(Keyed, Base):
    """What somebody wrote about a flag; it changes nothing."""

    __tablename__ = "flag_note"
    __table_args__ = in_organisation(parent("flag"), sa.Index(None, "organisation_id", "flag_id"))

    flag_id: Mapped[int] = mapped_column(Id)
    text: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
