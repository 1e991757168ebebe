"""Long work that goes on while people leave the page."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import JobState
from vendor_tracker.storage.models.base import Base, Keyed, in_organisation
from vendor_tracker.storage.types import Code, Id, Instant


class Job(Keyed, Base):
    """One piece of work; the row is the truth, whatever carries it out."""

    __tablename__ = "job"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"), sa.Index(None, "state", "seen_at")
    )

    number: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(40))
    state: Mapped[JobState] = mapped_column(Code(JobState), default=JobState.queued)
    asked: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    words: Mapped[str] = mapped_column(sa.Text, default="")
    result: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    attempts: Mapped[int] = mapped_column(default=0)
    user_id: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    queued_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    # When whoever works on it last said so.
    seen_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    stop_asked_at: Mapped[datetime | None] = mapped_column(Instant)
