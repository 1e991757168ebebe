"""Lists as somebody likes to see them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.storage.models.base import Base, Keyed, in_organisation
from vendor_tracker.storage.types import Id, Instant


class SavedView(Keyed, Base):
    """The filters and the order of one list under a name, for one person."""

    __tablename__ = "saved_view"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "user_id", "page", "name"),
    )

    user_id: Mapped[int] = mapped_column(Id, sa.ForeignKey("user.id"))
    page: Mapped[str] = mapped_column(sa.String(20))
    name: Mapped[str] = mapped_column(sa.String(80))
    query: Mapped[str] = mapped_column(sa.Text)
    created_at: Mapped[datetime] = mapped_column(Instant)
