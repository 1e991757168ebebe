"""The list of groups that a product could serve worse, on both engines."""

from datetime import date

import pytest
import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Refused
from vendor_tracker.domain.listedgroups import ListedGroup
from vendor_tracker.domain.references import Kind, number_of
from vendor_tracker.domain.vocabulary import GroupAttribute, Stage
from vendor_tracker.services import groups, products
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, Product, Revision
from vendor_tracker.storage.queries.groups import get_groups

AGE, ETHNICITY = GroupAttribute.age, GroupAttribute.ethnicity
OLD = ListedGroup(AGE, "AGE_BANDS", name="aged 80+", why="More bleeds, smaller brains")


@pytest.fixture
def product(any_actor: Actor) -> str:
    return products.add_product(any_actor, name="Fenwick Head CT (example)", stage=Stage.evaluating)


def version(ref: str) -> int:
    number = number_of(Kind.PRODUCT, ref)
    return session().scalars(sa.select(Product.version).where(Product.number == number)).one()


def flagged() -> list[str]:
    rows = session().scalars(sa.select(Flag.says).where(Flag.rule_code == "F15"))
    return list(rows)


def test_a_list_is_kept_with_its_codes_and_its_history(any_actor: Actor, product: str) -> None:
    groups.save_groups(any_actor, product, version=None, groups=[OLD])
    (line,) = get_groups(any_actor, product).lines
    assert (line.group.group_code, line.group.name) == ("80+", "80 and over")
    assert line.lacking == ("80 and over",)
    kept = (
        session().scalars(sa.select(Revision.snapshot).order_by(Revision.event_seq.desc())).first()
    )
    assert kept is not None
    assert [row["name"] for row in kept["product_group"]] == ["80 and over"]


def test_a_group_without_result_or_plan_is_flagged_until_it_has_one(
    any_actor: Actor, product: str
) -> None:
    groups.save_groups(any_actor, product, version=None, groups=[OLD])
    assert flagged() == ["Neither a result nor a plan for 80 and over (age)."]
    planned = ListedGroup(
        AGE, "AGE_BANDS", name="80 and over", plan="Test 200 scans here", plan_by=date(2027, 1, 31)
    )
    groups.save_groups(any_actor, product, version=None, groups=[planned])
    closed = session().scalars(sa.select(Flag.closed_on).where(Flag.rule_code == "F15")).one()
    assert closed is not None


def test_the_version_moves_only_when_the_list_does(any_actor: Actor, product: str) -> None:
    groups.save_groups(any_actor, product, version=1, groups=[OLD])
    assert version(product) == 2
    groups.save_groups(any_actor, product, version=2, groups=[OLD])
    assert version(product) == 2
    with pytest.raises(Conflict):
        groups.save_groups(any_actor, product, version=1, groups=[])


@pytest.mark.parametrize(
    "entry, field, words",
    [
        (ListedGroup(AGE, "IMD2025"), "groups-1-scheme", "is no list by age"),
        (ListedGroup(AGE, "AGE_BANDS", name="75 to 90"), "groups-1-name", "is not in Our age"),
        (ListedGroup(AGE, "AGE_BANDS", name="over 80"), "groups-1-name", "on the list already"),
        (ListedGroup(ETHNICITY, plan_by=date(2027, 1, 1)), "groups-1-plan", "what is planned"),
        (ListedGroup(AGE, listed_on=date(2099, 1, 1)), "groups-1-listed_on", "future"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_row(
    any_actor: Actor, product: str, entry: ListedGroup, field: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        groups.save_groups(any_actor, product, version=None, groups=[OLD, entry])
    assert refused.value.field == field
    assert get_groups(any_actor, product).lines == ()
