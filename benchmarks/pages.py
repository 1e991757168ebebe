"""Pages as a signed-in officer gets them, with the statements behind each."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.data import organisation
from benchmarks.measuring import Case, counted, timed
from vendor_tracker.app import create_app
from vendor_tracker.config import Settings
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import users
from vendor_tracker.storage.db import Database

PAGES = (
    ("First page", "/bench/"),
    ("Products, worst first", "/bench/products"),
    ("Products, searched", "/bench/products?q=0001"),
    ("Suppliers", "/bench/suppliers"),
    ("Flags", "/bench/flags"),
    ("One product", "/bench/products/PRD-1"),
    ("One supplier", "/bench/suppliers/SUP-1"),
    ("Section of a checklist", "/bench/products/PRD-1/checklists/CST"),
)


def run() -> list[Case]:
    """Measure each page at two sizes."""
    cases: list[Case] = []
    for products in (1_000, 10_000):
        with organisation(products) as (database, actor):
            pages = [(f"{name}, {products:,} products", path) for name, path in PAGES]
            cases += page_cases(database, actor, pages)
    return cases


def page_cases(database: Database, actor: Actor, pages: Sequence[tuple[str, str]]) -> list[Case]:
    """Measure these pages, each a name and a path, as a signed-in officer gets them."""
    cases: list[Case] = []
    with TemporaryDirectory() as folder:
        settings = Settings(Path(folder), str(database.url), "k" * 48)
        token = users.add_user(actor, email="o@example.org", name="Officer", role=Role.officer)
        key = users.spend_link(token, "correct horse battery staple")
        browser = create_app(settings, database).test_client()
        with browser.session_transaction() as carried:
            carried["key"] = key
        for name, path in pages:
            case = Case(name, "-")
            with counted(database) as statements:
                answer = browser.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            selects = [s for s in statements if s.lstrip().upper().startswith("SELECT")]
            case.note = f"{len(selects)} queries"
            timed(case, partial(browser.get, path), 15)
            cases.append(case)
    return cases
