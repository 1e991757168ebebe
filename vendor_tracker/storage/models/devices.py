"""What is known of a product as a medical device: its mark, class and registration."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from vendor_tracker.domain.vocabulary import DeviceClass, DeviceMark, Known
from vendor_tracker.storage.models.base import Base, Keyed, in_organisation, parent
from vendor_tracker.storage.types import Code, Id


class Device(Keyed, Base):
    """The registration of one product, as we looked it up."""

    __tablename__ = "device"
    __table_args__ = in_organisation(
        parent("product"),
        sa.UniqueConstraint("organisation_id", "product_id"),
    )

    product_id: Mapped[int] = mapped_column(Id)
    mark: Mapped[DeviceMark] = mapped_column(Code(DeviceMark), default=DeviceMark.unknown)
    class_uk: Mapped[DeviceClass] = mapped_column(Code(DeviceClass), default=DeviceClass.unknown)
    class_eu: Mapped[DeviceClass] = mapped_column(Code(DeviceClass), default=DeviceClass.unknown)
    # The name of its kind of device in the register (GMDN).
    gmdn: Mapped[str] = mapped_column(sa.Text, default="")
    register_number: Mapped[str] = mapped_column(sa.String(60), default="")
    register_checked_on: Mapped[date | None] = mapped_column(sa.Date)
    # The national registry of ambient scribes.
    on_registry: Mapped[Known] = mapped_column(Code(Known), default=Known.unknown)
    registry_checked_on: Mapped[date | None] = mapped_column(sa.Date)
    # What we use it for, and whether the maker's stated purpose covers that.
    our_use: Mapped[str] = mapped_column(sa.Text, default="")
    use_fits: Mapped[Known] = mapped_column(Code(Known), default=Known.unknown)
