"""Facts that a product has beside its records: as a device, its groups, cards and case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.vocabulary import DeviceClass, DeviceMark, GroupAttribute, Known


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """A product as a medical device: its mark, class and registration, as we looked them up."""

    mark: DeviceMark = DeviceMark.unknown
    class_uk: DeviceClass = DeviceClass.unknown
    class_eu: DeviceClass = DeviceClass.unknown
    gmdn: str = ""
    register_number: str = ""
    register_checked_on: date | None = None
    on_registry: Known = Known.unknown
    registry_checked_on: date | None = None
    our_use: str = ""
    use_fits: Known = Known.unknown


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """One group that the product could serve worse here; no name means each of its attribute."""

    attribute: GroupAttribute
    scheme: str = ""
    group_code: str = ""
    name: str = ""
    plan: str = ""
    plan_by: date | None = None


@dataclass(frozen=True, slots=True)
class CardFacts:
    """One disclosure form or model card: text by the code of its field."""

    reference: str
    fields: Mapping[str, str]
    version: str = ""


@dataclass(frozen=True, slots=True)
class BenefitFacts:
    """What a benefit should have come to by a day, and what it came to."""

    name: str
    unit: str = ""
    due_on: date | None = None
    planned: Decimal | None = None
    actual: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What rules need to know of a business case."""

    reference: str
    serves_plan: bool = False
    extra_recalls: Decimal | None = None
    capacity_owner: str = ""
    # An outcome for patients with today's number, the aim and the day.
    has_outcome: bool = False
    has_time: bool = False
    has_risk: bool = False
    benefits: tuple[BenefitFacts, ...] = ()
