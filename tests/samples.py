"""A small organisation with a record of every kind, some confidential, some put away."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from tests import factories
from tests.paying import make_payment
from tests.people import person
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.benefits import BenefitRow
from vendor_tracker.domain.cases import CasePart
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import (
    AnswerState,
    BenefitKind,
    ClaimKind,
    ContactKind,
    CostCategory,
    Direction,
    DisclosedBy,
    DriverKind,
    EvidenceKind,
    Gate,
    GroupAttribute,
    Regime,
    Renewal,
    Role,
    SetBy,
    Severity,
    Side,
    Stage,
    SupplierRole,
    SupplierSize,
    WaiverReason,
)
from vendor_tracker.services import answers, cards, cases, evidence_links, records, waivers
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contract,
    ContractKpi,
    Flag,
    Product,
    ProductDriver,
    RequestItem,
    StaffRate,
    Supplier,
    SupplierReply,
    SupplierRequest,
)

# Texts that a careless workbook would run, cut or break.
HOSTILE = '=HYPERLINK("http://evil.example","x")'


@dataclass(frozen=True, slots=True)
class Parties:
    """Two suppliers, each with a product."""

    maker: str
    seller: str
    bleeds: str
    notes: str


def fill(actor: Actor) -> None:
    """Add a record of every kind; the first time they are all number 1 of their kind."""
    made = _add_records(actor)
    _add_checks(actor, made)
    case = cases.add_case(actor, made[0].bleeds, need=HOSTILE)
    benefit = BenefitRow(BenefitKind.money, HOSTILE, planned=Decimal(4), worth=Decimal(9))
    cases.save_rows(actor, case, CasePart.benefits, version=None, rows=[benefit])


@transactional
def _add_records(actor: Actor) -> tuple[Parties, str]:
    parties = _add_parties(actor)
    claims = _add_claims(actor, parties)
    cost = _add_costs(actor, parties)
    _add_driver_and_rate(actor, parties)
    _add_talk(actor, parties)
    report = _add_papers(actor, parties, claims, cost)
    cards.add_card(actor, parties.bleeds, fields={"hti.pur_use": HOSTILE, "hti.cau_limits": "None"})
    twice = factories.make_cost(actor, supplier=parties.maker, product=parties.bleeds)
    factories.archive(actor, twice)
    return parties, report


def _add_checks(actor: Actor, made: tuple[Parties, str]) -> None:
    """Answer an item and return it, and let one of the gaps stand."""
    parties, report = made
    officer, reviewer = person(actor, "officer", Role.officer), person(actor, "reviewer")
    item = (parties.bleeds, "CST-04")
    answers.save_answer(officer, *item, version=None, state=AnswerState.partly, note=HOSTILE)
    evidence_links.link_evidence(officer, report, "/".join(item))
    why = "Say who pays for the yearly test."
    answers.review_answer(reviewer, *item, version=None, accept=False, reason=why)
    flag = session().scalar(
        sa.select(Flag.number)
        .join(Product, Product.id == Flag.product_id)
        .where(Flag.severity == Severity.major, Product.number == int(parties.bleeds[4:]))
        .order_by(Flag.number)
    )
    waiver = waivers.ask_waiver(
        officer, f"FLG-{flag}", reason_kind=WaiverReason.controlled, ends_on=date(2027, 3, 1),
        reason=f"{HOSTILE} is what somebody pasted here.",
    )  # fmt: skip
    waivers.agree_waiver(reviewer, waiver, version=None, note="Until the contract is signed.")


def _add_parties(actor: Actor) -> Parties:
    maker = factories.make_supplier(actor, size=SupplierSize.small)
    seller = factories.make_supplier(
        actor, "Larkfield Health IT (example)", website="https://lark.example"
    )
    factories.make_contact(actor, "+44 sales desk", supplier=maker, kind=ContactKind.commercial)
    bleeds = factories.make_product(
        actor, supplier=maker, about={"dev": ["yes", "2026-09-01"]}, not_for=HOSTILE
    )
    notes = factories.make_product(
        actor,
        "Clinic Notes (example)",
        supplier=seller,
        role=SupplierRole.reseller,
        stage=Stage.watching,
    )
    factories.make_version(actor, product=bleeds, released_on=date(2026, 3, 2))
    return Parties(maker, seller, bleeds, notes)


def _add_claims(actor: Actor, parties: Parties) -> tuple[str, str]:
    shown = factories.make_claim(
        actor,
        product=parties.bleeds,
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
            *({"subgroup": name, "attribute": GroupAttribute.sex, "scheme": "SEX",
               "group_code": name[0], "n": n, "estimate": Decimal(96), "is_reference": n > 100}
              for name, n in (("Female", 120), ("Male", 100), ("Intersex", 7))),
        ],
    )  # fmt: skip
    withheld = factories.make_claim(
        actor,
        supplier=parties.seller,
        statement="-1+1",
        confidential=True,
        confidential_reason="price talk",
        thresholds=[{"set_by": SetBy.nobody, "value": Decimal("0.000001")}],
    )
    return shown, withheld


def _add_costs(actor: Actor, parties: Parties) -> str:
    ref = factories.make_cost(
        actor,
        supplier=parties.maker,
        product=parties.bleeds,
        category=CostCategory.K01,
        quantity=Decimal(3),
        unit_price=Decimal("1234.565001"),
        disclosed_by=DisclosedBy.supplier,
        disclosed_on=date(2026, 9, 14),
    )
    factories.make_cost(
        actor, supplier=parties.maker, product=parties.bleeds, category=CostCategory.K22
    )
    factories.make_cost(
        actor,
        supplier=parties.seller,
        product=parties.notes,
        nil_on=date(2026, 9, 1),
        confidential=True,
        confidential_reason="their wish",
    )
    make_payment(actor, supplier=parties.maker, cost=ref, what_for=HOSTILE, invoice=HOSTILE)
    make_payment(actor, supplier=parties.seller, amount=Decimal("-0.01"))
    return ref


def _add_driver_and_rate(actor: Actor, parties: Parties) -> None:
    driver = ProductDriver(
        organisation_id=actor.organisation_id, kind=DriverKind.studies,
        product_id=records.find(actor, Kind.PRODUCT, Product, parties.bleeds).id,
        quantity=Decimal(12_000), source=HOSTILE,
    )  # fmt: skip
    rate = StaffRate(
        organisation_id=actor.organisation_id, role=HOSTILE, role_key=HOSTILE, pay=Decimal(20),
        on_costs=Decimal(25), valid_from=date(2026, 4, 1), source=HOSTILE, at=clock.now(),
    )  # fmt: skip
    session().add_all([driver, rate])


def _add_measure_and_request(actor: Actor, parties: Parties, contract: str) -> None:
    """Add a measure of a contract, a question of a request, and a reply to a cost."""
    own = actor.organisation_id
    held = records.find(actor, Kind.CONTRACT, Contract, contract)
    maker = records.find(actor, Kind.SUPPLIER, Supplier, parties.maker).id
    request = records.add(
        actor, Kind.REQUEST, SupplierRequest, supplier_id=maker, product_id=None, title=HOSTILE
    )
    item = RequestItem(
        organisation_id=own, request_id=request.id, place=1, checklist_code="CST", section="Price",
        checklist_version="1", item_code="CST-05", ask=HOSTILE,
    )  # fmt: skip
    measure = ContractKpi(organisation_id=own, contract_id=held.id, place=1, name=HOSTILE)
    reply = SupplierReply(
        organisation_id=own,
        supplier_id=maker,
        about=parties.maker,
        text=HOSTILE,
        said_at=clock.now(),
    )
    session().add_all([measure, item, reply])


def _add_talk(actor: Actor, parties: Parties) -> None:
    meeting = factories.make_meeting(
        actor, supplier=parties.maker, product=parties.bleeds, our_hours=Decimal("1.5")
    )
    factories.make_promise(
        actor,
        supplier=parties.maker,
        product=parties.bleeds,
        meeting=meeting,
        due_on=date(2026, 10, 1),
    )
    factories.make_promise(actor, supplier=parties.seller, side=Side.ours)
    asked = {"asked_on": date(2026, 8, 3), "item_code": "CORE-03"}
    factories.make_question(actor, supplier=parties.maker, **asked)


def _add_papers(actor: Actor, parties: Parties, claims: tuple[str, str], cost: str) -> str:
    contract = factories.make_contract(
        actor,
        supplier=[parties.maker, parties.seller],
        product=parties.bleeds,
        ends_on=date(2027, 3, 31),
        notice_by=date(2026, 12, 31),
        value_year=Decimal("24000.50"),
        renewal=Renewal.option,
        extends_to=date(2028, 3, 31),
        value_with_vat=Decimal("57600.12"),
        regime=Regime.procurement_act,
        framework=HOSTILE,
        insured_until=date(2027, 3, 31),
        exit_price=Decimal(0),
        rise_cap=Decimal("3.5"),
        update_notice_days=30,
    )
    _add_measure_and_request(actor, parties, contract)
    report = factories.make_evidence(
        actor, product=parties.bleeds, about=[claims[0], cost], expires_on=date(2026, 10, 20)
    )
    factories.make_evidence(
        actor,
        title="Certificate",
        supplier=parties.seller,
        kind=EvidenceKind.certificate,
        about=[claims[1]],
        link_url="https://lark.example/c",
        expires_on=date(2026, 10, 5),
    )
    factories.make_decision(
        actor, product=parties.bleeds, gate=Gate.award, planned_on=date(2026, 11, 20)
    )
    return report
