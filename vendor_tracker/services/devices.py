"""Keep what is known of a product as a medical device, as we looked it up."""

from datetime import date
from typing import TypedDict, Unpack

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.names import tidy
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import DeviceClass, DeviceMark, Known
from vendor_tracker.services import children, records
from vendor_tracker.services.transaction import touch, transactional
from vendor_tracker.storage.models import Device, Product


class DeviceFields(TypedDict, total=False):
    """What a person may say about a product as a device."""

    mark: DeviceMark
    class_uk: DeviceClass
    class_eu: DeviceClass
    gmdn: str
    register_number: str
    register_checked_on: date | None
    on_registry: Known
    registry_checked_on: date | None
    our_use: str
    use_fits: Known


_NOTHING = DeviceFields(
    mark=DeviceMark.unknown,
    class_uk=DeviceClass.unknown,
    class_eu=DeviceClass.unknown,
    gmdn="",
    register_number="",
    register_checked_on=None,
    on_registry=Known.unknown,
    registry_checked_on=None,
    our_use="",
    use_fits=Known.unknown,
)


@transactional
def save_device(
    actor: Actor, product: str, *, version: int | None, **fields: Unpack[DeviceFields]
) -> None:
    """Save what we looked up about a product as a device; Conflict if the product moved on."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PRODUCT, Product, product)
    records.must_be(Kind.PRODUCT, row, version)
    given: DeviceFields = {**_NOTHING, **fields}
    given["gmdn"] = tidy(given["gmdn"])
    given["register_number"] = tidy(given["register_number"])
    given["our_use"] = given["our_use"].strip()
    _refuse(given)
    wanted = [] if given == _NOTHING else [given]
    if children.replace(Device, row, "product_id", wanted):
        records.stamp(actor, Kind.PRODUCT, row, "change")
        touch(actor, products=[row.id])


def _refuse(given: DeviceFields) -> None:
    """Refuse a look-up without its day, a day without a finding, and days to come."""
    today, found = clock.today(), []
    checks = (
        ("register_checked_on", "The day we looked in the register"),
        ("registry_checked_on", "The day we looked in the registry"),
    )
    for name, what in checks:
        try:
            must_not_follow(today, given.get(name), what, name)  # type: ignore[arg-type]
        except Refused as refusal:
            found.append(refusal)
    if given["register_number"] and given["register_checked_on"] is None:
        words = "Enter the day on which you found this entry: a register changes."
        found.append(Refused(words, field="register_checked_on"))
    if given["on_registry"] is not Known.unknown and given["registry_checked_on"] is None:
        words = "Enter the day on which you looked: the registry changes."
        found.append(Refused(words, field="registry_checked_on"))
    if given["on_registry"] is Known.unknown and given["registry_checked_on"] is not None:
        words = "Say what you found in the registry on that day: yes or no."
        found.append(Refused(words, field="on_registry"))
    if given["use_fits"] is not Known.unknown and not given["our_use"]:
        words = "Say what we use it for, so that others see what the purpose is held against."
        found.append(Refused(words, field="our_use"))
    if found:
        raise RefusedMany(tuple(found))
