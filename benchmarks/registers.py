"""The register written: a wide sheet against other ways, and registers with their database."""

import io
import subprocess
import sys
from functools import partial

from benchmarks import widesheet
from benchmarks.data import organisation
from benchmarks.measuring import Case, timed
from benchmarks.pages import page_cases
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.registers import READY, WHOLE, RegisterChoice, SheetChoice
from vendor_tracker.services import registers

_ROWS, _FEW = 100_000, 1_000
_ROUNDS = 3
_PRODUCTS = 2_000
_FOUR = RegisterChoice(
    tuple(SheetChoice(name) for name in ("Overview", "Suppliers", "Products", "Costs"))
)


def run() -> list[Case]:
    """Measure the writing by itself, then registers, database and all."""
    return [*_wide(_ROWS), *_registers()]


def _wide(count: int) -> list[Case]:
    """Write a wide sheet in three ways in turn, and weigh ours."""
    size = f"{count:,} rows of 20 cells"
    own = Case(f"{size}, all features", "0.15 of the library, 1.8 of by hand")
    library = Case(f"{size}, the library alone", "-")
    hand = Case(f"{size}, by hand, no features", "-")
    ways = ((own, widesheet.ours), (library, widesheet.by_library), (hand, widesheet.by_hand))
    for _ in range(_ROUNDS):
        for case, write in ways:
            timed(case, partial(write, count, io.BytesIO()), 1)
    own.note = (
        f"{own.median / library.median:.3f} of the library, {own.median / hand.median:.2f} of by "
        f"hand; {_memory(_FEW):.1f} MB more for {_FEW:,} rows, {_memory(count):.1f} for all"
    )
    return [own, library, hand]


def _memory(count: int) -> float:
    command = [sys.executable, "-m", "benchmarks.widesheet", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _registers() -> list[Case]:
    with organisation(_PRODUCTS) as (database, actor):
        cases = [
            _register(actor, "Four sheets", _FOUR, "1,100 for 10,000 rows"),
            _register(actor, f"Everything about {_PRODUCTS:,} products", WHOLE, "-"),
            _register(actor, "Every item of these", READY["Every item to answer"], "-", rounds=1),
        ]
        # Asking for a page ends with the session that the others need.
        board = "/bench/register.xlsx?choice=Board+register"
        named = f"Board register of {_PRODUCTS:,} products, as a page"
        (sent,) = page_cases(database, actor, [(named, board)])
        sent.goal = "400 at p95"
        return [sent, *cases]


def _register(
    actor: Actor, name: str, choice: RegisterChoice, goal: str, *, rounds: int = 5
) -> Case:
    case = Case(name, goal)
    write = partial(registers.export_register, actor, base_url="https://tracker.example")
    done = timed(case, lambda: write(io.BytesIO(), choice=choice), rounds)
    case.note = f"{sum(done.rows.values()):,} rows on {len(done.rows)} sheets"
    return case
