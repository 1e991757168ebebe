"""One product of which nearly everything is known, as after a thorough assessment."""

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import ResultFacts, ThresholdFacts
from vendor_tracker.domain.groups import SCHEMES
from vendor_tracker.domain.listedgroups import ListedGroup
from vendor_tracker.domain.vocabulary import (
    AnswerState,
    BarAbout,
    ClaimKind,
    Direction,
    EvidenceKind,
    GroupAttribute,
    ItemAbout,
    Known,
    ProductFact,
    SetBy,
    Strength,
    TestData,
    Tester,
)
from vendor_tracker.services import (
    answers,
    claims,
    evidence,
    evidence_links,
    groups,
    products,
    versions,
)
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.libraries import load_library

CLAIMS, GROUPS, DOCUMENTS = 40, 5, 12
# One claim in so many falls behind somewhere, and so does about one answer.
WEAK = 5
_PRODUCT, _SUPPLIER = "PRD-1", "SUP-1"
_SUBJECTS = {ItemAbout.organisation: "", ItemAbout.supplier: _SUPPLIER}
_LISTS = ("AGE_BANDS", "IMD2025", "SEX", "NHS_2001_16P1")
_MEASURES = ("Sensitivity", "Specificity", "Area under the curve", "Positive predictive value")
_STATES = (*[AnswerState.met] * (WEAK - 1), AnswerState.partly)


@transactional
def know_everything(actor: Actor) -> str:
    """Answer every item about the first product and log its claims; return one of them."""
    chance = random.Random(1)
    products.set_facts(actor, _PRODUCT, version=None, facts=dict.fromkeys(ProductFact, Known.yes))
    version = versions.add_version(
        actor, _PRODUCT, name="3.2", released_on=clock.today(), in_use_from=clock.today()
    )
    logged = [_claim(actor, number, version, chance) for number in range(CLAIMS)]
    groups.save_groups(
        actor, _PRODUCT, version=None,
        groups=[ListedGroup(SCHEMES[code].attribute, code, why="Seen here") for code in _LISTS],
    )  # fmt: skip
    _answers(actor, chance)
    return logged[0]


def _claim(actor: Actor, number: int, version: str, chance: random.Random) -> str:
    scheme = SCHEMES[_LISTS[number % len(_LISTS)]]
    is_weak = number % WEAK == 0
    results = [_result("", is_weak, chance)]
    for group in scheme.groups[:GROUPS]:
        code = (scheme.attribute, scheme.code, group.code)
        results.append(_result(group.name, is_weak, chance, *code))
    return claims.log_claim(
        actor, product=_PRODUCT, statement=f"Works for every group, as test {number} shows",
        kind=ClaimKind.B2 if number % 2 else ClaimKind.T5, product_version=version,
        metric=_MEASURES[number % len(_MEASURES)], metric_set_by=SetBy.both,
        direction=Direction.higher, population=f"Adults with headache, hospital {number % 7}",
        groups="Those who need a scan", form="Each scan", relied_on=number < WEAK,
        strength=Strength.s5, says_no_difference=number % 5 == 0,
        attributes=[GroupAttribute.age], results=results,
        thresholds=[
            _bar(SetBy.us, 92, why="Agreed", people=3, has_clinician=True),
            _bar(SetBy.supplier, 80),
            _bar(SetBy.us, 5, about=BarAbout.gap),
        ],
    )  # fmt: skip


def _bar(set_by: SetBy, value: int, **fields: Any) -> ThresholdFacts:
    return ThresholdFacts(set_by, Decimal(value), clock.today() - timedelta(days=90), **fields)


def _result(name: str, is_weak: bool, chance: random.Random, *group: Any) -> ResultFacts:
    attribute, scheme, code = group or (None, "", "")
    estimate = Decimal(chance.randrange(870 if is_weak else 945, 970)) / 10
    return ResultFacts(
        name, n=chance.randrange(400, 900), positives=chance.randrange(20 if is_weak else 90, 200),
        estimate=estimate, low=estimate - 2, high=estimate + 2, tested_on=clock.today(),
        tester=Tester.independent, data=TestData.uk, attribute=attribute, scheme=scheme,
        group_code=code,
    )  # fmt: skip


def _answers(actor: Actor, chance: random.Random) -> None:
    """Answer each item where it belongs, most of them with one of a dozen documents."""
    of_supplier = [_document(actor, number, supplier=_SUPPLIER) for number in range(DOCUMENTS)]
    of_product = [_document(actor, number, product=_PRODUCT) for number in range(DOCUMENTS)]
    for item in load_library(actor.organisation_id).items:
        subject = _SUBJECTS.get(item.about, _PRODUCT)
        state = chance.choice(_STATES)
        answers.save_answer(actor, subject, item.code, version=None, state=state, note="As seen")
        if state is AnswerState.met:
            document = chance.choice(of_product if subject == _PRODUCT else of_supplier)
            target = f"{subject}/{item.code}" if subject else item.code
            evidence_links.link_evidence(actor, document, target)


def _document(actor: Actor, number: int, **about: Any) -> str:
    return evidence.add_evidence(
        actor,
        title=f"Report {number}",
        kind=EvidenceKind.study,
        expires_on=clock.today() + timedelta(days=400),
        **about,
    )
