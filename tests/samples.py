"""A small organisation with a record of every kind, some confidential, some put away."""

from datetime import date
from decimal import Decimal

from tests import factories
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    ContactKind,
    CostCategory,
    Direction,
    DisclosedBy,
    EvidenceKind,
    Gate,
    SetBy,
    Side,
    Stage,
    SupplierRole,
    SupplierSize,
)

# Texts that a careless workbook would run, cut or break.
HOSTILE = '=HYPERLINK("http://evil.example","x")'


def fill(actor: Actor) -> None:
    """Add a record of every kind."""
    _add_parties(actor)
    _add_claims(actor)
    _add_costs(actor)
    _add_talk(actor)
    _add_papers(actor)
    factories.make_cost(actor, supplier="SUP-1", product="PRD-1", description="entered twice")
    factories.archive(actor, "COST-4")


def _add_parties(actor: Actor) -> None:
    factories.make_supplier(actor, "Fenwick Imaging (example)", size=SupplierSize.small)
    factories.make_supplier(actor, "Larkfield Health IT (example)", website="https://lark.example")
    factories.make_contact(actor, "+44 sales desk", supplier="SUP-1", kind=ContactKind.commercial)
    factories.make_product(
        actor, supplier="SUP-1", about={"dev": ["yes", "2026-09-01"]}, not_for=HOSTILE
    )
    factories.make_product(
        actor,
        "Clinic Notes (example)",
        supplier="SUP-2",
        role=SupplierRole.reseller,
        stage=Stage.watching,
    )
    factories.make_version(actor, product="PRD-1", released_on=date(2026, 3, 2))


def _add_claims(actor: Actor) -> None:
    factories.make_claim(
        actor,
        product="PRD-1",
        kind=ClaimKind.T5,
        metric="Sensitivity",
        direction=Direction.higher,
        relied_on=True,
        thresholds=[
            {"set_by": SetBy.supplier, "value": Decimal(80)},
            {"set_by": SetBy.us, "value": Decimal(92), "people": 3, "has_clinician": True},
        ],
        results=[
            {"n": 220, "positives": 52, "estimate": Decimal("96.2"), "low": Decimal("90.4"),
             "high": Decimal("98.9")},
        ],
    )  # fmt: skip
    factories.make_claim(
        actor,
        supplier="SUP-2",
        statement="-1+1",
        confidential=True,
        confidential_reason="price talk",
        thresholds=[{"set_by": SetBy.nobody, "value": Decimal("0.000001")}],
    )


def _add_costs(actor: Actor) -> None:
    factories.make_cost(
        actor,
        supplier="SUP-1",
        product="PRD-1",
        category=CostCategory.K01,
        quantity=Decimal(3),
        unit_price=Decimal("1234.565001"),
        disclosed_by=DisclosedBy.supplier,
        disclosed_on=date(2026, 9, 14),
    )
    factories.make_cost(actor, supplier="SUP-1", product="PRD-1", category=CostCategory.K22)
    factories.make_cost(
        actor,
        supplier="SUP-2",
        product="PRD-2",
        nil_on=date(2026, 9, 1),
        confidential=True,
        confidential_reason="their wish",
    )


def _add_talk(actor: Actor) -> None:
    factories.make_meeting(actor, supplier="SUP-1", product="PRD-1", our_hours=Decimal("1.5"))
    factories.make_promise(
        actor, supplier="SUP-1", product="PRD-1", meeting="MTG-1", due_on=date(2026, 10, 1)
    )
    factories.make_promise(actor, supplier="SUP-2", side=Side.ours)
    factories.make_question(actor, supplier="SUP-1", asked_on=date(2026, 8, 3))


def _add_papers(actor: Actor) -> None:
    factories.make_contract(
        actor,
        supplier=["SUP-1", "SUP-2"],
        product="PRD-1",
        ends_on=date(2027, 3, 31),
        notice_by=date(2026, 12, 31),
        value_year=Decimal("24000.50"),
    )
    factories.make_evidence(
        actor, product="PRD-1", about=["CLM-1", "COST-1"], expires_on=date(2026, 10, 20)
    )
    factories.make_evidence(
        actor,
        title="Certificate",
        supplier="SUP-2",
        kind=EvidenceKind.certificate,
        about=["CLM-2"],
        link_url="https://lark.example/c",
        expires_on=date(2026, 10, 5),
    )
    factories.make_decision(actor, product="PRD-1", gate=Gate.award, planned_on=date(2026, 11, 20))
