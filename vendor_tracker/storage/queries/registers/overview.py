"""Rows of the overview: where each product in play stands, as its page says it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.costsummaries import CostSummary
from vendor_tracker.domain.dossier import (
    IN_PLAY,
)
from vendor_tracker.domain.facts import VersionFacts
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import CostCategory, Doubt, SupplierRole
from vendor_tracker.storage.models import Product, ProductStatus
from vendor_tracker.storage.queries.registers.costs import NAMED_COSTS, named_costs_by_product
from vendor_tracker.storage.queries.registers.links import (
    ContractDays,
    SupplierOf,
    answers_to_review,
    contract_by_product,
    suppliers_by_product,
)
from vendor_tracker.storage.queries.registers.places import count_of, stream_places, words_of
from vendor_tracker.storage.queries.registers.scope import Scope, SheetRow, clipped, several
from vendor_tracker.storage.queries.standings import Place
from vendor_tracker.storage.queries.strengths import (
    Strengths,
    load_strengths,
    versions_of_products,
)

_COUNTS = ("waived", "items_asked", "items_met")
_AMOUNTS = ("cost_year", "hidden_year", "cost_one_off", "hidden_one_off")


def list_overview(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield a row for each product that is neither only watched nor retired."""
    suppliers = suppliers_by_product(actor)
    contracts = contract_by_product(actor, scope.on)
    told, to_review = named_costs_by_product(actor), answers_to_review(actor)
    strengths = load_strengths(actor, public=scope.public)
    versions = versions_of_products(actor)
    in_play = [Product.stage.in_(sorted(IN_PLAY))]
    by_name = [Product.sort_key, Product.id]
    columns = [Product.accountable, ProductStatus.next_step]
    for product, place in stream_places(actor, scope, columns, by_name, in_play):
        own = reference(Kind.PRODUCT, product.number)
        yield {
            **_who(product, suppliers.get(product.id, ())),
            **_stands(place, own, scope),
            **_shown(strengths, versions, own, scope),
            "to_review": to_review.get(product.id, 0),
            **_complete(place, told.get(product.id, frozenset()), own, scope),
            **_contract(contracts.get(product.id, ContractDays())),
            **_step(product.next_step, scope),
            "checked_on": product.checked_on,
        }


def _who(product: Any, links: tuple[SupplierOf, ...]) -> dict[str, Any]:
    now = [link for link in links if link.role is not SupplierRole.former]
    return {
        "reference": reference(Kind.PRODUCT, product.number),
        "name": product.name,
        "suppliers": several(link.name for link in now),
        "owner": several(link.owner for link in now if link.owner),
        "accountable": product.accountable,
        "stage": product.stage,
    }


def _shown(
    strengths: Strengths,
    versions: Mapping[str, tuple[VersionFacts, ...]],
    ref: str,
    scope: Scope,
) -> dict[str, Any]:
    """Return what shows that it works, and apart from it the state of its DTAC form."""
    lines = strengths.lines_of(ref, versions.get(ref, ()), scope.limits)
    return dict(zip(("shown_to_work", "dtac_form"), (words for _, words in lines), strict=True))


def _stands(place: Place, ref: str, scope: Scope) -> dict[str, Any]:
    return {
        "next_gate": place.standing.next_gate,
        "planned_on": place.standing.planned_on,
        **words_of(place, ref, scope),
        **{name: count_of(place, name) for name in _COUNTS},
        **_costs(place.standing.costs, is_withheld=ref in scope.withheld.products),
    }


def _costs(costs: CostSummary, *, is_withheld: bool) -> dict[str, Any]:
    """Return the amounts, each with its doubt; nothing known is an empty cell, never 0."""
    amounts = (
        (costs.year, _doubt(costs, costs.year, is_known=costs.year_known)),
        (costs.hidden_year, _hidden_doubt(costs, costs.hidden_year)),
        (costs.one_off, _doubt(costs, costs.one_off, is_known=costs.one_off_known)),
        (costs.hidden_one_off, _hidden_doubt(costs, costs.hidden_one_off)),
    )
    found: dict[str, Any] = {}
    for name, (amount, sure) in zip(_AMOUNTS, amounts, strict=True):
        doubt = Doubt.left_out if is_withheld else sure
        hides = doubt in {Doubt.left_out, Doubt.not_known}
        found[name] = None if hides else Decimal(amount)
        found[f"{name}_doubt"] = doubt
    found["costs_unknown"] = None if is_withheld else costs.unknown
    return found


def _complete(
    place: Place, told: frozenset[CostCategory], ref: str, scope: Scope
) -> dict[str, Any]:
    """Tell whether each line has a figure, and the two costs that hide most often are told."""
    costs = place.standing.costs
    is_complete = bool(costs.lines) and not costs.unknown and told >= NAMED_COSTS
    return {"costs_complete": None if ref in scope.withheld.products else is_complete}


def _doubt(costs: CostSummary, amount: Decimal, *, is_known: bool) -> Doubt:
    if not is_known:
        return Doubt.not_known
    # A nought is known of every line, so nothing can add to it.
    return Doubt.at_least if amount and costs.unknown else Doubt.exact


def _hidden_doubt(costs: CostSummary, amount: Decimal) -> Doubt:
    """Return how sure it is how much was hidden, or that nothing was."""
    if amount:
        return Doubt.at_least if costs.hidden_unknown else Doubt.exact
    if costs.hidden_unknown or costs.lines == costs.unknown:
        return Doubt.not_known
    return Doubt.none_known


def _contract(days: ContractDays) -> dict[str, Any]:
    return {"contract_ends_on": days.ends_on, "notice_by": days.notice_by}


def _step(step: Mapping[str, Any] | None, scope: Scope) -> dict[str, Any]:
    if step is None or not scope.shows(step.get("reference")):
        return {"next_step": None, "next_step_reason": None}
    return {"next_step": clipped(step.get("text")), "next_step_reason": clipped(step.get("reason"))}
