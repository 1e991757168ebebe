"""People at suppliers; one person may serve several."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import ContactKind
from vendor_tracker.storage.models.base import Base, Keyed, Record, in_organisation, parent
from vendor_tracker.storage.types import Code, Id, SortText


class Contact(Record, Base):
    """One person at one or more suppliers."""

    __tablename__ = "contact"
    __table_args__ = in_organisation(
        sa.UniqueConstraint("organisation_id", "number"),
        sa.Index(None, "organisation_id", "name_key"),
    )

    name: Mapped[str] = mapped_column(sa.Text)
    name_key: Mapped[str] = mapped_column(sa.Text)
    sort_key: Mapped[str] = mapped_column(SortText)
    job_title: Mapped[str] = mapped_column(sa.Text, default="")
    email: Mapped[str] = mapped_column(sa.Text, default="")
    phone: Mapped[str] = mapped_column(sa.Text, default="")


class ContactSupplier(Keyed, Base):
    """What a person is the contact for, at one supplier."""

    __tablename__ = "contact_supplier"
    __table_args__ = in_organisation(
        parent("contact"),
        parent("supplier"),
        sa.UniqueConstraint("organisation_id", "supplier_id", "contact_id", "kind"),
        sa.Index(None, "organisation_id", "contact_id"),
    )

    contact_id: Mapped[int] = mapped_column(Id)
    supplier_id: Mapped[int] = mapped_column(Id)
    kind: Mapped[ContactKind] = mapped_column(Code(ContactKind))
