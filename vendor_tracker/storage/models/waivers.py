"""Waivers: a gap that two people let stand until a day."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import Discipline, Severity, WaiverReason
from vendor_tracker.storage.models.base import Base, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Id


class Waiver(Record, Base):
    """One waiver of one flag, bound to the facts it was asked for."""

    __tablename__ = "waiver"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("flag"),
        sa.CheckConstraint(
            "severity = 'minor' OR decided_by IS NULL OR decided_by <> asked_by",
            name="second_person",
        ),
        sa.CheckConstraint("is_agreed IS NULL OR decided_by IS NOT NULL", name="decided_by_whom"),
        sa.Index(None, "organisation_id", "flag_id"),
        sa.Index(None, "organisation_id", "decided_on", "ends_on"),
    )

    flag_id: Mapped[int] = mapped_column(Id)
    severity: Mapped[Severity] = mapped_column(Code(Severity))
    discipline: Mapped[Discipline | None] = mapped_column(Code(Discipline))
    fingerprint: Mapped[str] = mapped_column(sa.String(64))
    # What the flag rested on when it was asked for: told from what it rests on later.
    facts: Mapped[list[Any]] = mapped_column(sa.JSON)
    # The words of the gap as it stood then.
    says: Mapped[str] = mapped_column(sa.Text, default="")
    reason_kind: Mapped[WaiverReason] = mapped_column(Code(WaiverReason))
    reason: Mapped[str] = mapped_column(sa.Text)
    asked_by: Mapped[int] = mapped_column(Id, sa.ForeignKey("user.id"))
    asked_on: Mapped[date] = mapped_column(sa.Date)
    ends_on: Mapped[date] = mapped_column(sa.Date)
    is_agreed: Mapped[bool | None]
    decided_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    decided_on: Mapped[date | None] = mapped_column(sa.Date)
    decision_note: Mapped[str] = mapped_column(sa.Text, default="")
    withdrawn_on: Mapped[date | None] = mapped_column(sa.Date)
    # The first day on which the facts were found to differ; a void waiver stays void.
    void_on: Mapped[date | None] = mapped_column(sa.Date)
    void_why: Mapped[str] = mapped_column(sa.Text, default="")
