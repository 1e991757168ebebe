"""Lists that people keep, on both engines: their own, under one name each, few enough to read."""

import pytest

from tests.conftest import NOW
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import savedviews, users
from vendor_tracker.storage.queries.savedviews import Person, View, get_desk
from vendor_tracker.storage.queries.users import find_person_actor

TODAY = NOW.date()


def person(actor: Actor, name: str, role: Role = Role.officer) -> Actor:
    """Make a member and return them as an actor."""
    email = f"{name}@rht.example"
    users.add_user(actor, email=email, name=name.capitalize(), role=role)
    found = find_person_actor(email, actor.organisation_code, TODAY)
    assert found is not None
    return found


def views(actor: Actor) -> list[View]:
    """Return the lists that somebody keeps."""
    return list(get_desk(actor, "flags", TODAY).views)


def test_a_list_is_kept_under_a_name_and_kept_anew(any_actor: Actor) -> None:
    anna, ben = person(any_actor, "anna"), person(any_actor, "ben", Role.reader)
    savedviews.save_view(anna, page="flags", name=" Mine  first ", query="owner=mine")
    savedviews.save_view(ben, page="flags", name="Mine first", query="age=30")
    savedviews.save_view(anna, page="flags", name="Mine first", query="owner=mine&age=7")
    savedviews.save_view(anna, page="answers", name="Elsewhere", query="")
    assert views(anna) == [View("Mine first", "owner=mine&age=7")]
    assert views(ben) == [View("Mine first", "age=30")]
    savedviews.rename_view(anna, page="flags", name="Mine first", to="Ours")
    savedviews.delete_view(ben, page="flags", name="Mine first")
    assert (views(anna)[0].name, views(ben)) == ("Ours", [])
    for act in (savedviews.delete_view, savedviews.rename_view):
        more = {"to": "x"} if act is savedviews.rename_view else {}
        with pytest.raises(NotFound):
            act(ben, page="flags", name="Ours", **more)


def test_what_is_no_name_is_refused_at_its_field(any_actor: Actor) -> None:
    anna = person(any_actor, "anna")
    for name in ("  ", "x" * 81, "a\x00b"):
        with pytest.raises(Refused) as refused:
            savedviews.save_view(anna, page="flags", name=name, query="")
        assert refused.value.field == "name"
    for number in range(savedviews.MOST):
        savedviews.save_view(anna, page="flags", name=str(number), query="")
    with pytest.raises(Refused, match="Delete one"):
        savedviews.save_view(anna, page="flags", name="One more", query="")
    with pytest.raises(Refused, match="already") as refused:
        savedviews.rename_view(anna, page="flags", name="1", to="2")
    assert refused.value.field == "to"
    with pytest.raises(Refused, match="sign in"):
        savedviews.save_view(any_actor, page="flags", name="Console", query="")


def test_only_who_works_here_may_be_given_flags(any_actor: Actor) -> None:
    anna = person(any_actor, "anna")
    person(any_actor, "reader", Role.reader)
    person(any_actor, "gone")
    users.disable_user(any_actor, "gone@rht.example")
    assert get_desk(anna, "flags", TODAY).people == [Person("anna@rht.example", "Anna")]
