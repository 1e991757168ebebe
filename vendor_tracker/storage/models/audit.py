"""History that can be read, and the chain that proves nobody rewrote it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.storage.models.base import Base, Keyed, in_organisation
from vendor_tracker.storage.types import Id, Instant


class Revision(Base):
    """The complete stored fields of one record after one write."""

    __tablename__ = "revision"
    __table_args__ = (
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.Index(None, "organisation_id", "batch_id"),
        sa.Index(None, "organisation_id", "event_seq"),
    )

    organisation_id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(4), primary_key=True)
    record_id: Mapped[int] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    at_utc: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    action: Mapped[str] = mapped_column(sa.String(40))
    batch_id: Mapped[int | None] = mapped_column(Id)
    event_seq: Mapped[int]
    salt: Mapped[str] = mapped_column(sa.String(32))
    snapshot: Mapped[dict[str, Any]] = mapped_column(sa.JSON)


class AuditEvent(Base):
    """One link of an organisation's chain; never changed, never removed."""

    __tablename__ = "audit_event"
    __table_args__ = (sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),)

    organisation_id: Mapped[int] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at_utc: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(sa.Text)
    action: Mapped[str] = mapped_column(sa.String(40))
    subject: Mapped[str] = mapped_column(sa.String(80))
    payload_hash: Mapped[str] = mapped_column(sa.String(64))
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class ChainHead(Base):
    """The last link of each organisation's chain."""

    __tablename__ = "chain_head"
    __table_args__ = (sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),)

    organisation_id: Mapped[int] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(sa.String(64))


class SystemEvent(Base):
    """One link of the chain for sign-in, people and organisations."""

    __tablename__ = "system_event"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at_utc: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(sa.Text)
    action: Mapped[str] = mapped_column(sa.String(40))
    # Holds an e-mail address beside what was done with it.
    subject: Mapped[str] = mapped_column(sa.Text)
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class SystemHead(Base):
    """The last link of the system's chain: one row."""

    __tablename__ = "system_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(sa.String(64))


class Batch(Keyed, Base):
    """One import or undo: every revision it made points here."""

    __tablename__ = "batch"
    __table_args__ = in_organisation(sa.UniqueConstraint("organisation_id", "number"))

    number: Mapped[int]
    act: Mapped[str] = mapped_column(sa.String(10))
    file_name: Mapped[str] = mapped_column(sa.Text)
    file_hash: Mapped[str] = mapped_column(sa.String(64))
    counts: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    undone_by: Mapped[int | None] = mapped_column(Id)
