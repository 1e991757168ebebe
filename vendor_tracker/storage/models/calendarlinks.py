"""Private links from which a calendar program reads the days of an organisation."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.storage.models.base import Base, Keyed, in_organisation
from vendor_tracker.storage.types import Id, Instant


class CalendarLink(Keyed, Base):
    """One link of one person; only the hash of its token is kept."""

    __tablename__ = "calendar_link"
    __table_args__ = in_organisation(sa.Index(None, "organisation_id", "user_id"))

    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("user.id"))
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
