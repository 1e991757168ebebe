"""A product of which much is known: what its flags add to a write, and its pages."""

from benchmarks.data import organisation
from benchmarks.flags import prices
from benchmarks.fullness import know_everything
from benchmarks.measuring import Case, timed
from benchmarks.pages import page_cases
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checking import check_product
from vendor_tracker.domain.references import Kind
from vendor_tracker.services import settings
from vendor_tracker.storage.dossiers import load_product_dossiers
from vendor_tracker.storage.references import id_of

_OTHERS = 1_000
_ROUNDS = 40
_PAGES = (
    ("The product", "/bench/products/PRD-1"),
    ("Its claims", "/bench/products/PRD-1/claims"),
    ("One claim", "/bench/claims/{claim}"),
    ("Results of a claim", "/bench/claims/{claim}/results"),
    ("Its groups", "/bench/products/PRD-1/groups"),
    ("Its cards", "/bench/products/PRD-1/cards"),
    ("A section", "/bench/products/PRD-1/checklists/SAF"),
)


def run() -> list[Case]:
    """Measure one product with 132 answers, 40 claims and 200 results by group."""
    with organisation(_OTHERS) as (database, actor):
        claim = know_everything(actor)
        with_flags, without = prices("much known", actor)
        added = (with_flags.median - without.median) * 1000
        with_flags.note = f"flags add {added:.1f}; goal 8"
        pages = [(f"{name}, much known", path.format(claim=claim)) for name, path in _PAGES]
        return [without, with_flags, *_parts(actor), *page_cases(database, actor, pages)]


def _parts(actor: Actor) -> tuple[Case, Case]:
    """Measure apart what is read of the product, and what the rules make of it."""
    reading, judging = Case("Its facts read", "-"), Case("Its rules asked", "-")
    key, today = id_of(actor.organisation_id, Kind.PRODUCT, "PRD-1"), clock.today()
    limits = settings.limits(actor.organisation_id, today)
    (product,) = load_product_dossiers(actor.organisation_id, [key], today).values()
    for _ in range(_ROUNDS):
        timed(reading, lambda: load_product_dossiers(actor.organisation_id, [key], today), 1)
        product.worked_out.clear()
        timed(judging, lambda: check_product(product, today, limits), 1)
    return reading, judging
