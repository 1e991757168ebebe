"""The form of a product as a medical device."""

from dataclasses import asdict
from typing import Any

from vendor_tracker.domain.vocabulary import DeviceClass, DeviceMark
from vendor_tracker.storage.queries.devices import DeviceDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.facts import Answer
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, Words


class DeviceForm(Form):
    """What we looked up; what nobody has looked up yet stays not known."""

    mark = Choice("Mark", DeviceMark, default=DeviceMark.unknown)
    class_uk = Choice("Class in Great Britain", DeviceClass, default=DeviceClass.unknown)
    class_eu = Choice("Class in the European Union", DeviceClass, default=DeviceClass.unknown)
    gmdn = Line(
        "Name of its kind in the register (GMDN term)",
        description="As it stands in the MHRA’s public register, such as “Radiology software”.",
    )
    register_number = Line(
        "Number in the register",
        description="The MHRA’s number of the maker or the device, copied from the entry.",
    )
    register_checked_on = DayDateField("Day we looked in the register")
    on_registry = Answer(
        "Is it in the national registry of ambient scribes?",
        "Entries are the supplier’s own declaration; being there is no approval.",
    )
    registry_checked_on = DayDateField("Day we looked in the registry")
    our_use = Words(
        "What we use it for, or want to",
        description="Which patients, which scans or visits, and what staff do with the result.",
    )
    use_fits = Answer(
        "Does the maker’s stated purpose cover that?",
        "Read the purpose in its instructions. A use outside it is no longer this device.",
    )


def device_values(device: DeviceDetail) -> dict[str, Any]:
    """Return what the form shows."""
    return {"version": device.head.version, **asdict(device.facts)}
