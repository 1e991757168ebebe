"""A whole portfolio brought in by the blank register does not flood anybody."""

import json
from collections import Counter
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.integration.cli.conftest import Commands, command, installed
from tests.portfolio import STAGES, SUPPLIERS, fill, portfolio
from vendor_tracker import config
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.services import recheck
from vendor_tracker.services.databases import Database
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, Product, ProductStatus, Supplier
from vendor_tracker.storage.queries.users import find_command_actor

__all__ = ["command", "installed"]

RHT = ("--organisation", "rht")
MOST_FLAGS = 25


@pytest.fixture
def filled_in(installed: Commands, tmp_path: Path) -> Path:
    """Return a blank register that somebody filled in."""
    blank, filled = tmp_path / "blank.xlsx", tmp_path / "filled.xlsx"
    said = installed("export", blank, "--empty", *RHT)
    assert said.code == 0, said
    fill(blank, filled, portfolio())
    return filled


def test_the_list_has_no_name_twice() -> None:
    for rows in (portfolio()["Suppliers"], portfolio()["Products"]):
        assert len({row["name"] for row in rows}) == len(rows)


def test_a_whole_portfolio_comes_in_quietly(installed: Commands, filled_in: Path) -> None:
    report = json.loads(installed("import", filled_in, *RHT, "--apply", "--json").out)
    assert report["errors"] == []
    database = Database(config.load().database_url)
    with database.opened():
        check_counts()
        check_attention()
    database.dispose()
    again = json.loads(installed("import", filled_in, *RHT, "--json").out)
    assert (again["errors"], again["new"], again["changed"]) == ([], 0, 0)


def check_counts() -> None:
    """Check that every supplier and product is here, at its stage."""
    assert len(list(session().scalars(sa.select(Supplier.id)))) == SUPPLIERS
    assert Counter(session().scalars(sa.select(Product.stage))) == STAGES


def check_attention() -> None:
    """Check that few flags are open, those in use start quietly, and each has one next step."""
    flags = session().execute(sa.select(Flag.known_at_start).where(Flag.closed_on.is_(None)))
    assert sum(not known for (known,) in flags) <= MOST_FLAGS
    statuses = session().execute(
        sa.select(Product.stage, ProductStatus.next_step, Product.catch_up_on).join(
            ProductStatus, ProductStatus.product_id == Product.id
        )
    )
    found = [(stage, step, day) for stage, step, day in statuses]
    assert sum(day is not None for _, _, day in found) == 23
    assert [stage for stage, step, _ in found if stage is not Stage.watching and not step] == []
    actor = find_command_actor("rht")
    assert actor is not None
    assert recheck.check_flags(actor).is_right
