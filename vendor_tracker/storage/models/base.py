"""What every table shares: names of constraints, keys, parents and the stamp of a record."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from vendor_tracker.storage.types import Id, Instant

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Root of every table."""

    metadata = sa.MetaData(naming_convention=NAMES)


def parent(table: str, column: str | None = None) -> sa.ForeignKeyConstraint:
    """Tie a row to a parent of the same organisation, so that no row can reach across."""
    local = ["organisation_id", column or f"{table}_id"]
    return sa.ForeignKeyConstraint(local, [f"{table}.organisation_id", f"{table}.id"])


def in_organisation(*more: Any) -> tuple[Any, ...]:
    """Return the table arguments of a row that belongs to one organisation.

    The key comes first in the pair that links point at: begun by the organisation, its index
    would tempt SQLite to walk through all rows of an organisation in the order of their keys.
    """
    return (
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.UniqueConstraint("id", "organisation_id"),
        *more,
    )


def exactly_one(*columns: str) -> sa.CheckConstraint:
    """Demand that exactly one of these columns is filled."""
    filled = " + ".join(f"(CASE WHEN {column} IS NULL THEN 0 ELSE 1 END)" for column in columns)
    return sa.CheckConstraint(f"{filled} = 1", name="exactly_one_subject")


class Keyed:
    """A row with a private key inside one organisation."""

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=True)
    organisation_id: Mapped[int] = mapped_column(Id)


class Record(Keyed):
    """A record people read and change: reference number, version, stamps, archive."""

    number: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    updated_at: Mapped[datetime] = mapped_column(Instant)
    updated_by: Mapped[int | None] = mapped_column(Id, sa.ForeignKey("user.id"))
    archived_at: Mapped[datetime | None] = mapped_column(Instant)
    archived_reason: Mapped[str | None] = mapped_column(sa.Text)
    archived_by_undo: Mapped[bool] = mapped_column(default=False)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Refuse, as the last wall, to save over a version that moved on."""
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]


class Confidential:
    """Marks a record that a public copy of the register leaves out."""

    confidential: Mapped[bool] = mapped_column(default=False)
    confidential_reason: Mapped[str | None] = mapped_column(sa.Text)
    confidential_until: Mapped[Any] = mapped_column(sa.Date, nullable=True)
