"""Bring a card in: its file becomes evidence, what it states becomes claims of theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.cards.plans import CardFile, CardPlan, ClaimAct, ClaimPlan, Party
from vendor_tracker.domain.cards.statements import Stated
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import ResultFacts
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import (
    CardSource,
    EvidenceKind,
    SetBy,
    Strength,
    SupplierRole,
)
from vendor_tracker.services import (
    cardplans,
    cards,
    claims,
    evidence,
    evidence_links,
    products,
    records,
    suppliers,
    versions,
)
from vendor_tracker.services.evidence_files import Received
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Card, Claim, Evidence, StoredFile

_FORMS = {
    CardSource.chai: "CHAI Applied Model Card",
    CardSource.form: "31-field disclosure form",
}


@dataclass(frozen=True, slots=True)
class Applied:
    """What bringing a card in made: its reference, and what was done with each statement."""

    card: str
    product: str
    evidence: str
    plan: CardPlan


@transactional
def apply(
    actor: Actor,
    file: CardFile,
    received: Received,
    *,
    product: str | None = None,
    agreed: str = "",
) -> Applied:
    """Do what the plan says; refuse when that is no longer what was shown."""
    actor.must(Permission.LOG)
    found = cardplans.plan(actor, file, product=product)
    if agreed and found.fingerprint != agreed:
        raise Refused("Something here changed since you looked. Look again, then bring it in.")
    if found.changes_nothing:
        return Applied(found.card, found.product.reference, "", found)
    ref = found.product.reference or _make_product(actor, found)
    version = _version(actor, ref, found.version)
    card = _save_card(actor, found, ref, version)
    proof = _keep_file(actor, found, received, ref, version)
    _tie_card(actor, card, proof)
    for claim in found.claims:
        _link(actor, proof, _save_claim(actor, claim, file, card=card, about=(ref, version)))
    return Applied(card, ref, proof, found)


def _make_product(actor: Actor, found: CardPlan) -> str:
    maker = found.supplier
    linked: list[tuple[str, SupplierRole]] = []
    if maker is not None:
        ref = maker.reference or suppliers.add_supplier(actor, name=maker.name)
        linked = [(ref, SupplierRole.developer)]
    use = found.fields.get("chai.IntendedUseAndWorkflow", "")
    return products.add_product(actor, name=found.product.name, suppliers=linked, intended_use=use)


def _version(actor: Actor, product: str, named: Party | None) -> str | None:
    if named is None:
        return None
    return named.reference or versions.add_version(actor, product, name=named.name)


def _save_card(actor: Actor, found: CardPlan, product: str, version: str | None) -> str:
    file = found.file
    if not found.card:
        return cards.add_card(
            actor, product, product_version=version, source=file.source, edition=file.edition,
            fields=found.fields,
        )  # fmt: skip
    row = records.find(actor, Kind.CARD, Card, found.card)
    gone = {code: "" for code in row.fields if code not in found.fields}
    return cards.change_card(
        actor, found.card, version=None, fields={**gone, **found.fields}, source=file.source,
        edition=file.edition, received_on=clock.today(),
    )  # fmt: skip


def _keep_file(
    actor: Actor, found: CardPlan, received: Received, product: str, version: str | None
) -> str:
    """Return the evidence that holds this very file of the product, made if there is none."""
    product_id = records.find_id(actor, Kind.PRODUCT, product)
    number = session().scalar(
        sa.select(Evidence.number)
        .join(StoredFile, StoredFile.id == Evidence.file_id)
        .where(
            Evidence.organisation_id == actor.organisation_id,
            Evidence.product_id == product_id,
            Evidence.archived_at.is_(None),
            StoredFile.sha256 == received.file.sha256,
        )
        .order_by(Evidence.id)
        .limit(1)
    )
    if number is not None:
        return reference(Kind.EVIDENCE, number)
    what = "Model card" if found.file.source is CardSource.chai else "Disclosure form"
    name = f"{what} of {found.product.name}"
    return evidence.add_evidence(
        actor,
        title=name if found.version is None else f"{name}, version {found.version.name}",
        received=received,
        kind=EvidenceKind.model_card,
        product=product,
        product_version=version,
        issuer=found.file.says("ModelDeveloper"),
    )


def _tie_card(actor: Actor, card: str, proof: str) -> None:
    row = records.find(actor, Kind.CARD, Card, card)
    evidence_id = records.find_id(actor, Kind.EVIDENCE, proof)
    records.change(actor, Kind.CARD, row, version=None, evidence_id=evidence_id)


def _save_claim(
    actor: Actor, claim: ClaimPlan, file: CardFile, *, card: str, about: tuple[str, str | None]
) -> str:
    """Log or change the claim of one statement; return it, or nothing where it was put away."""
    product, version = about
    if claim.act is ClaimAct.new:
        return claims.log_claim(
            actor, product=product, said_by=file.says("ModelDeveloper"), said_where=_where(file),
            product_version=version, card=card, card_field=claim.stated.field,
            form=_FORMS[file.source], form_set_by=SetBy.supplier, strength=Strength.s1,
            results=claim.stated.results, thresholds=claim.stated.thresholds,
            **_said(claim.stated),
        )  # fmt: skip
    if claim.act is ClaimAct.changed:
        claims.change_claim(
            actor, claim.reference, version=None, said_on=clock.today(), said_where=_where(file),
            product_version=version, **_moved(actor, claim),
        )  # fmt: skip
    return "" if claim.act is ClaimAct.away else claim.reference


def _link(actor: Actor, proof: str, claim: str) -> None:
    if claim:
        evidence_links.link_evidence(actor, proof, claim)


def _moved(actor: Actor, claim: ClaimPlan) -> dict[str, Any]:
    """Return what the card says otherwise now; what people added to the claim stays."""
    now, before = claim.stated, claim.before
    said = {} if before is None else _said(before)
    moved = {name: value for name, value in _said(now).items() if said.get(name, ...) != value}
    row = records.find(actor, Kind.CLAIM, Claim, claim.reference)
    if before is None or before.thresholds != now.thresholds:
        theirs = [bar for bar in claims.stored_bars(row) if bar.set_by is not SetBy.supplier]
        moved["thresholds"] = [*theirs, *now.thresholds]
    if before is None or before.results != now.results:
        old = () if before is None else before.results
        moved["results"] = _with_figures(claims.stored_results(row), old, now.results)
    return moved


def _with_figures(
    stored: Sequence[ResultFacts], old: Sequence[ResultFacts], now: Sequence[ResultFacts]
) -> list[ResultFacts]:
    """Return results with what the card says now in place of what it said.

    Who tested, when and on what was said of the old figure, so it goes with that figure; how a
    group is told apart stays.
    """
    gone = {_figures(one) for one in (*old, *now)}
    kept = [one for one in stored if _figures(one) not in gone]
    same = {_figures(one): one for one in stored}
    was = {one.subgroup: one for one in stored if _figures(one) in gone}
    return [*kept, *(same.get(_figures(one)) or _grouped(one, was) for one in now)]


def _figures(result: ResultFacts) -> tuple[object, ...]:
    return result.subgroup, result.n, result.estimate, result.low, result.high


def _grouped(result: ResultFacts, was: Mapping[str, ResultFacts]) -> ResultFacts:
    before = was.get(result.subgroup)
    if before is None or result.attribute is not None:
        return result
    return replace(
        result, attribute=before.attribute, scheme=before.scheme, group_code=before.group_code,
        is_reference=before.is_reference,
    )  # fmt: skip


def _said(stated: Stated) -> dict[str, Any]:
    """Return the fields of a claim that its card speaks of."""
    return {
        "statement": stated.statement,
        "kind": stated.kind,
        "metric": stated.metric,
        "metric_set_by": SetBy.supplier if stated.metric else None,
        "direction": stated.direction,
        "population": stated.population,
        "groups": stated.groups,
        "groups_set_by": SetBy.supplier if stated.groups or stated.attributes else None,
        "says_no_difference": stated.says_no_difference,
        "attributes": [one.value for one in stated.attributes],
    }


def _where(file: CardFile) -> str:
    edition = f", edition {file.edition}" if file.edition else ""
    return f"{_FORMS[file.source]}{edition}"
