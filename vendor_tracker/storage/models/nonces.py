"""Forms that were sent, so that sending one twice makes nothing twice."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.storage.models.base import Base, Keyed, in_organisation
from vendor_tracker.storage.types import Id, Instant


class FormNonce(Keyed, Base):
    """One form that was sent: its mark, what it was about and what came of it."""

    __tablename__ = "form_nonce"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "nonce"),
        sa.Index(None, "organisation_id", "sent_by", "id"),
    )

    nonce: Mapped[str] = mapped_column(sa.String(64))
    sent_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    sent_at: Mapped[datetime] = mapped_column(Instant)
    about: Mapped[str] = mapped_column(sa.String(20), default="")
    made: Mapped[list[Any]] = mapped_column(sa.JSON)
