"""What is known of products beside their records: as devices, their groups, cards and cases."""

from dataclasses import replace
from typing import Any, NamedTuple

import sqlalchemy as sa

from vendor_tracker.domain.productfacts import (
    BenefitFacts,
    CardFacts,
    CaseFacts,
    DeviceFacts,
    GroupFacts,
)
from vendor_tracker.storage import models
from vendor_tracker.storage.dossiers.rows import (
    VERSION,
    Grouped,
    Rows,
    among,
    facts_of,
    grouped,
    joined,
    tied,
)

_DEVICE: Any = models.Device.__table__.c
_GROUP: Any = models.ProductGroup.__table__.c
_CARD: Any = models.Card.__table__.c
_CASE: Any = models.BusinessCase.__table__.c
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


def _has(model: Any, *more: Any) -> Any:
    """Ask whether a case has a row of this kind."""
    row = model.__table__.c
    return (
        sa.exists()
        .where(row.organisation_id == _CASE.organisation_id, row.case_id == _CASE.id, *more)
        .correlate(_CASE.id.table)
    )


_OUTCOME: Any = models.CaseOutcome.__table__.c
_CASES = among(
    _CASE.product_id,
    _CASE.number,
    _CASE.strategies != "",
    _CASE.extra_recalls,
    _CASE.capacity_owner,
    _has(
        models.CaseOutcome,
        _OUTCOME.baseline.is_not(None),
        _OUTCOME.target.is_not(None),
        _OUTCOME.target_by.is_not(None),
    ),
    _has(models.CaseTime),
    _has(models.CaseRisk),
    sort=_CASE.id,
)
_BENEFIT: Any = models.CaseBenefit.__table__.c
_BENEFITS = among(
    _CASE.product_id,
    _BENEFIT.name,
    _BENEFIT.unit,
    _BENEFIT.due_on,
    _BENEFIT.planned,
    _BENEFIT.actual,
    sort=_BENEFIT.id,
    source=tied(_CASE.id, _BENEFIT.case_id),
)

DISCLOSURES = (_DEVICES, _GROUPS, _CARDS, _CASES, _BENEFITS)


class Disclosures(NamedTuple):
    """Devices, groups, cards and cases with their benefits, by product."""

    devices: Grouped[DeviceFacts]
    groups: Grouped[GroupFacts]
    cards: Grouped[CardFacts]
    cases: Grouped[CaseFacts]
    benefits: Grouped[BenefitFacts]

    def of(self, product_id: int) -> dict[str, Any]:
        """Return what belongs to one product, by the fields of its dossier."""
        found = self.devices.get(product_id)
        return {
            "device": found[0] if found else None,
            "groups": self.groups.get(product_id, ()),
            "cards": self.cards.get(product_id, ()),
            "case": self._case(product_id),
        }

    def _case(self, product_id: int) -> CaseFacts | None:
        (case, *_) = self.cases.get(product_id, (None,))
        benefits = self.benefits.get(product_id)
        return replace(case, benefits=benefits) if case and benefits else case


def load_disclosures(rows: Rows) -> Disclosures:
    """Return the devices, groups, cards and cases of products."""
    return Disclosures(
        grouped(rows(_DEVICES), DeviceFacts),
        grouped(rows(_GROUPS), GroupFacts),
        grouped(rows(_CARDS), _card),
        grouped(rows(_CASES), facts_of(CaseFacts, "CAS")),
        grouped(rows(_BENEFITS), BenefitFacts),
    )


def _card(number: int, fields: Any, version: int | None) -> CardFacts:
    return CardFacts(f"CRD-{number}", fields or {}, "" if version is None else f"VER-{version}")
