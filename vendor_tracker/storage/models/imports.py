"""How lists were read before, and the raw cells that records came from."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.storage.models.base import Base, Keyed, in_organisation, parent
from vendor_tracker.storage.types import Id, Instant


class ImportMapping(Keyed, Base):
    """A mapping that was used here, so that the next list of its kind is read at once."""

    __tablename__ = "import_mapping"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "name_key"),
        sa.Index(None, "organisation_id", "headings_hash"),
    )

    name: Mapped[str] = mapped_column(sa.Text)
    name_key: Mapped[str] = mapped_column(sa.Text)
    # Over the folded headings of the list that it was made for.
    headings_hash: Mapped[str] = mapped_column(sa.String(64))
    body: Mapped[str] = mapped_column(sa.Text)
    used_at: Mapped[datetime] = mapped_column(Instant)
    used_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))


class ImportedCell(Keyed, Base):
    """What stood in the cell that one field of a record came from, as it was typed."""

    __tablename__ = "imported_cell"
    __table_args__ = in_organisation(
        parent("batch"),
        sa.Index(None, "organisation_id", "kind", "record_id"),
        sa.Index(None, "organisation_id", "batch_id"),
    )

    batch_id: Mapped[int] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(sa.String(4))
    record_id: Mapped[int] = mapped_column(Id)
    field: Mapped[str] = mapped_column(sa.String(60))
    sheet: Mapped[str] = mapped_column(sa.Text, default="")
    row: Mapped[int]
    column: Mapped[str] = mapped_column(sa.String(3))
    raw: Mapped[str] = mapped_column(sa.Text)
