"""What keeping flags right adds to a write, and the pass over everything."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

from benchmarks.data import organisation
from benchmarks.measuring import Case, timed
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import CostCategory
from vendor_tracker.services import audit, costs, recheck, transaction

_ROUNDS = 40
_SIZES = (1_000, 10_000)


def run() -> list[Case]:
    """Measure one logged price with and without flags, at two sizes, and a full pass."""
    cases: list[Case] = []
    added, passes = [], []
    for products in _SIZES:
        with organisation(products) as (_, actor):
            with_flags, without = prices(f"{products:,} products", actor)
            added.append((with_flags.median - without.median) * 1000)
            with_flags.note = f"flags add {added[-1]:.1f}; goal 5"
            whole = Case(f"All {products:,} products checked again", "2,500 for 10,000")
            assert timed(whole, lambda: recheck.recheck_everything(actor), 5) > products
            passes.append(whole)
            cases += [without, with_flags, whole]
    small, large = passes
    large.note = f"{large.median / small.median:.1f} times the time for ten times the products"
    large.note += f"; at most {_most_memory()} MB in this process"
    return cases


def prices(where: str, actor: Actor) -> tuple[Case, Case]:
    """Return what a logged price takes with flags, and in turn what it takes without."""
    with_flags = Case(f"Price logged, {where}", "-")
    without = Case(f"The same without flags, {where}", "-")
    log(actor)
    for _ in range(_ROUNDS):
        timed(with_flags, lambda: log(actor), 1)
        with no_flags():
            timed(without, lambda: log(actor), 1)
    return with_flags, without


def _most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def log(actor: Actor) -> None:
    """Log one price."""
    costs.log_cost(
        actor,
        supplier="SUP-1",
        product="PRD-1",
        category=CostCategory.K21,
        quantity=Decimal(1),
        unit_price=Decimal(100),
    )


@contextmanager
def no_flags() -> Iterator[None]:
    """Write without refreshing flags, for comparison only."""
    kept = list(transaction.ENDINGS)
    transaction.ENDINGS[:] = [audit.seal]
    try:
        yield
    finally:
        transaction.ENDINGS[:] = kept
