"""Organisations, their settings and the counters of their references."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.storage.models.base import Base, Keyed, in_organisation
from vendor_tracker.storage.types import Id, Instant


class Organisation(Base):
    """One trust or board that keeps its own registers here."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=True)
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    name: Mapped[str] = mapped_column(sa.Text)
    is_example: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)


class ReferenceCounter(Base):
    """The next number of each kind of reference."""

    __tablename__ = "reference_counter"
    __table_args__ = (sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),)

    organisation_id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(4), primary_key=True)
    next: Mapped[int] = mapped_column(default=1)


class Setting(Keyed, Base):
    """A number of the rules as this organisation set it, from a day on; never changed."""

    __tablename__ = "setting"
    __table_args__ = in_organisation(
        sa.Index(None, "organisation_id", "key", "valid_from"),
    )

    key: Mapped[str] = mapped_column(sa.String(60))
    valid_from: Mapped[date] = mapped_column(sa.Date)
    value: Mapped[str] = mapped_column(sa.Text)
    reason: Mapped[str] = mapped_column(sa.Text)
    by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(Instant)
