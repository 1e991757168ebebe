"""Registers as an organisation likes to take them out, and those it has published."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import RegisterState
from vendor_tracker.storage.models.base import Base, Keyed, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Id, Instant


class RegisterChoice(Keyed, Base):
    """Which sheets, columns, order and filters a register has, under a name for everybody."""

    __tablename__ = "register_choice"
    __table_args__ = in_organisation(sa.UniqueConstraint("organisation_id", "name_key"))

    name: Mapped[str] = mapped_column(sa.Text)
    name_key: Mapped[str] = mapped_column(sa.Text)
    body: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    saved_at: Mapped[datetime] = mapped_column(Instant)
    saved_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))


class PublishedRegister(Record, Base):
    """One register that somebody proposed, and somebody else approved; its file never changes."""

    __tablename__ = "published_register"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        parent("stored_file", "file_id"),
        sa.Index(None, "organisation_id", "content_hash"),
    )

    title: Mapped[str] = mapped_column(sa.Text)
    # Counted for each title, from its approval.
    edition: Mapped[int | None]
    state: Mapped[RegisterState] = mapped_column(Code(RegisterState))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    body: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    file_id: Mapped[int] = mapped_column(Id)
    file_name: Mapped[str] = mapped_column(sa.Text)
    # Over every cell, whatever the file around it.
    content_hash: Mapped[str] = mapped_column(sa.String(64))
    as_of: Mapped[datetime] = mapped_column(Instant)
    chain_seq: Mapped[int]
    chain_hash: Mapped[str] = mapped_column(sa.String(64))
    judged_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    judged_at: Mapped[datetime | None] = mapped_column(Instant)
    judged_words: Mapped[str] = mapped_column(sa.Text, default="")
