"""What the costs of a product grow with."""

from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import DriverKind
from vendor_tracker.storage.models.base import Base, Keyed, in_organisation, parent
from vendor_tracker.storage.types import Code, Figure, Id


class ProductDriver(Keyed, Base):
    """How many there are in a year of what some cost lines of a product follow."""

    __tablename__ = "product_driver"
    __table_args__ = in_organisation(
        parent("product"),
        sa.UniqueConstraint("organisation_id", "product_id", "kind"),
    )

    product_id: Mapped[int] = mapped_column(Id)
    kind: Mapped[DriverKind] = mapped_column(Code(DriverKind))
    quantity: Mapped[Decimal] = mapped_column(Figure)
    source: Mapped[str] = mapped_column(sa.Text, default="")
