"""Rules about contracts: the price of leaving, limits on rises, measures of performance."""

from collections.abc import Iterator
from datetime import date, timedelta

from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.contracts import ContractPart
from vendor_tracker.domain.contractvalues import exceeds
from vendor_tracker.domain.costs import award_of, borne_by_us, has_ended, is_answered
from vendor_tracker.domain.dates import add_months
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.gaps import (
    Action,
    Answers,
    Fact,
    Finding,
    Recheck,
    Remedy,
    fact,
    gap_rule,
)
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Charge, CostCategory, Gate, Known, Severity
from vendor_tracker.domain.wording import capital, count, day, listed
from vendor_tracker.domain.workingdays import ONE_DAY


@gap_rule(
    code="F37",
    version=1,
    title="Leaving has no price, or prices may rise without a limit",
    source="AIPG",
    gate=Gate.award,
    uses=("days_before_award",),
    why=(
        "Neither the contract nor a cost line says what leaving costs, or nothing limits by how "
        "much prices may rise."
    ),
    matters=(
        "Leaving is hardest once staff rely on a product, and that is when prices rise. Both are "
        "easy to agree before signing, and hardly ever afterwards."
    ),
)
def locked_in(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a product, bought or about to be, without a price for leaving or a limit on rises."""
    contracts = [one for one in product.contracts if not _is_over(one, on)]
    yield from (Recheck(one.ends_on + ONE_DAY) for one in contracts if one.ends_on)
    award = award_of(product)
    if not product.contracts and award.decided_on is None:
        if award.is_passed or award.planned_on is None:
            return
        near = award.planned_on - timedelta(days=limits.days_before_award)
        if on < near:
            yield Recheck(near)
            return
    yield from (Recheck(line.ends_on + ONE_DAY) for line in product.costs if line.ends_on)
    has_exit, has_cap = _has_exit(product, contracts), _has_cap(product, contracts, on)
    # What came to us already bought is asked by its checklist until somebody enters either.
    is_untold = award.is_passed and award.decided_on is None and not (has_exit or has_cap)
    if is_untold or (has_exit and has_cap):
        return
    yield _lock_in(product, contracts, has_exit=has_exit, has_cap=has_cap)


@gap_rule(
    code="F56",
    version=1,
    title="A large contract lacks measures, or nobody rated them",
    source="PA23",
    gate=Gate.award,
    uses=("kpi_contract_pounds", "kpi_measures", "kpi_rating_months"),
    why=(
        "The contract is worth more than the sum above which the law asks for measures of "
        "performance, and has too few of them, or they were not rated in time."
    ),
    matters=(
        "The law asks for the measures, and for a published rating each year. Without them nobody "
        "can say whether the supplier delivers what is paid for."
    ),
    several="One for each contract: each has measures and ratings of its own.",
)
def measures_missing(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find large contracts with too few measures, or without a rating for too long."""
    for contract in product.contracts:
        if contract.kpi_exempt is not None or _is_over(contract, on):
            continue
        if exceeds(contract, limits.kpi_contract_pounds) is not Known.yes:
            continue
        if contract.ends_on is not None:
            yield Recheck(contract.ends_on + ONE_DAY)
        unrated_from = _unrated_from(contract, limits)
        if unrated_from is not None and on < unrated_from:
            yield Recheck(unrated_from)
        is_unrated = unrated_from is not None and unrated_from <= on
        is_few = contract.kpis < limits.kpi_measures
        if is_few or is_unrated:
            yield _measures(contract, limits, is_few=is_few, is_unrated=is_unrated)


def _is_over(contract: ContractFacts, on: date) -> bool:
    return contract.ends_on is not None and contract.ends_on < on


def _has_exit(product: ProductDossier, contracts: list[ContractFacts]) -> bool:
    """Tell whether anything says what leaving costs; that it costs nothing is an answer too."""
    return any(one.exit_price is not None for one in contracts) or any(
        line.category == CostCategory.K26 and is_answered(line)
        for line in (*product.costs, *product.shared_costs)
    )


def _has_cap(product: ProductDossier, contracts: list[ContractFacts], on: date) -> bool:
    """Tell whether a contract limits how prices rise, or each yearly line has its own limit."""
    if any(one.rise_cap is not None for one in contracts):
        return True
    yearly = [
        line
        for line in product.costs
        if line.charge is Charge.yearly
        and line.unit_price is not None
        and line.category is not None
        and line.category.supplier_discloses
        and borne_by_us(line)
        and not has_ended(line, on)
    ]
    return bool(yearly) and all(
        line.rise_cap is not None or line.rise_percent is not None for line in yearly
    )


def _lock_in(
    product: ProductDossier, contracts: list[ContractFacts], *, has_exit: bool, has_cap: bool
) -> Finding:
    lacks = []
    if not has_exit:
        lacks.append("nothing says what leaving costs")
    if not has_cap:
        lacks.append("nothing limits by how much prices may rise")
    return Finding(
        key=product.reference,
        severity=Severity.major,
        facts=(
            fact(product.reference, "exit_priced", has_exit),
            fact(product.reference, "rises_capped", has_cap),
            *(fact(one.reference, "contract", one.title) for one in contracts),
        ),
        says=f"{capital(listed(lacks))}.",
        remedies=tuple(_lock_in_remedies(product, contracts, has_exit=has_exit, has_cap=has_cap)),
    )


def _lock_in_remedies(
    product: ProductDossier, contracts: list[ContractFacts], *, has_exit: bool, has_cap: bool
) -> Iterator[Remedy]:
    about = contracts[0].reference if contracts else ""
    if not has_exit:
        yield Remedy(
            f"Ask the supplier: {CostCategory.K26.question}", Action.ask, product.reference,
            CostCategory.K26.value,
        )  # fmt: skip
    if about and not has_exit:
        yield Remedy("Enter what leaving costs", Action.contract_part, about, ContractPart.leaving)
    if about and not has_cap:
        words = "Enter the limit on rises"
        yield Remedy(words, Action.contract_part, about, ContractPart.changes)
    if not about:
        yield Remedy("Enter the contract", Action.add_contract, product.reference)


def _unrated_from(contract: ContractFacts, limits: Limits) -> date | None:
    """Return from which day a rating is missing; None while nobody knows when it began."""
    since = contract.rated_on or contract.signed_on or contract.starts_on
    if since is None:
        return None
    return add_months(since, limits.kpi_rating_months) + ONE_DAY


def _measures(
    contract: ContractFacts, limits: Limits, *, is_few: bool, is_unrated: bool
) -> Finding:
    parts, remedies = [], []
    if is_few:
        has = count(contract.kpis, "measure") if contract.kpis else "no measure"
        parts.append(f"it has {has} of performance, and needs {limits.kpi_measures}")
        remedies.append(
            Remedy("Enter the measures", Action.contract_part, contract.reference,
                   ContractPart.measures)
        )  # fmt: skip
    if is_unrated:
        rated = contract.rated_on
        parts.append(
            "nobody has rated it" if rated is None else f"it was last rated on {day(rated)}"
        )
        remedies.append(
            Remedy("Rate the measures", Action.contract_part, contract.reference,
                   ContractPart.ratings if contract.kpis else ContractPart.measures)
        )  # fmt: skip
    remedies.append(
        Remedy("Say why the duty does not apply", Action.contract_part, contract.reference,
               ContractPart.duty)
    )  # fmt: skip
    return Finding(
        key=contract.reference,
        severity=Severity.major,
        facts=_measure_facts(contract, is_unrated),
        says=f"{contract.reference} {contract.title} is worth more than "
        f"£{limits.kpi_contract_pounds:,} with VAT: {listed(parts)}.",
        remedies=tuple(remedies),
    )


def _measure_facts(contract: ContractFacts, is_unrated: bool) -> tuple[Fact, ...]:
    return (
        fact(contract.reference, "value_total", contract.value_total),
        fact(contract.reference, "value_with_vat", contract.value_with_vat),
        fact(contract.reference, "kpis", contract.kpis),
        fact(contract.reference, "rated_on", contract.rated_on),
        fact(contract.reference, "rating_overdue", is_unrated),
    )


RULES = (locked_in, measures_missing)
