"""What is known of products beside their records: as devices, their groups, their cards."""

from typing import Any, NamedTuple

from vendor_tracker.domain.productfacts import CardFacts, DeviceFacts, GroupFacts
from vendor_tracker.storage import models
from vendor_tracker.storage.dossiers.rows import VERSION, Grouped, Rows, among, grouped, joined

_DEVICE: Any = models.Device.__table__.c
_GROUP: Any = models.ProductGroup.__table__.c
_CARD: Any = models.Card.__table__.c
_DEVICES = among(
    _DEVICE.product_id,
    _DEVICE.mark,
    _DEVICE.class_uk,
    _DEVICE.class_eu,
    _DEVICE.gmdn,
    _DEVICE.register_number,
    _DEVICE.register_checked_on,
    _DEVICE.on_registry,
    _DEVICE.registry_checked_on,
    _DEVICE.our_use,
    _DEVICE.use_fits,
    sort=_DEVICE.id,
)
_GROUPS = among(
    _GROUP.product_id,
    _GROUP.attribute,
    _GROUP.scheme,
    _GROUP.group_code,
    _GROUP.name,
    _GROUP.plan,
    _GROUP.plan_by,
    sort=_GROUP.id,
)
_CARDS = among(
    _CARD.product_id,
    _CARD.number,
    _CARD.fields,
    VERSION.number,
    sort=_CARD.id,
    source=joined(_CARD.version_id, VERSION),
)

DISCLOSURES = (_DEVICES, _GROUPS, _CARDS)


class Disclosures(NamedTuple):
    """Devices, groups and cards by product."""

    devices: Grouped[DeviceFacts]
    groups: Grouped[GroupFacts]
    cards: Grouped[CardFacts]

    def of(self, product_id: int) -> dict[str, Any]:
        """Return what belongs to one product, by the fields of its dossier."""
        found = self.devices.get(product_id)
        return {
            "device": found[0] if found else None,
            "groups": self.groups.get(product_id, ()),
            "cards": self.cards.get(product_id, ()),
        }


def load_disclosures(rows: Rows) -> Disclosures:
    """Return the devices, groups and cards of products."""
    return Disclosures(
        grouped(rows(_DEVICES), DeviceFacts),
        grouped(rows(_GROUPS), GroupFacts),
        grouped(rows(_CARDS), _card),
    )


def _card(number: int, fields: Any, version: int | None) -> CardFacts:
    return CardFacts(f"CRD-{number}", fields or {}, "" if version is None else f"VER-{version}")
