"""Products as medical devices, on both engines: what was looked up, and what is refused."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from tests.factories import make_product
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, RefusedMany
from vendor_tracker.domain.vocabulary import DeviceClass, DeviceMark, Known
from vendor_tracker.services import devices
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Device, Revision
from vendor_tracker.storage.queries.devices import get_device

TODAY, LOOKED_ON, LATER = date(2026, 10, 6), date(2026, 9, 3), date(2026, 10, 7)


def save(actor: Actor, ref: str, **fields: Any) -> None:
    """Save a device as it was looked up."""
    devices.save_device(actor, ref, version=None, **fields)


def test_what_was_looked_up_is_kept_with_its_product(any_actor: Actor) -> None:
    ref = make_product(any_actor)
    given = {"register_number": " GB 123 ", "register_checked_on": LOOKED_ON}
    save(any_actor, ref, mark=DeviceMark.ce, class_uk=DeviceClass.class_2a, **given)
    found = get_device(any_actor, ref)
    assert (found.is_looked_up, found.facts.mark) == (True, DeviceMark.ce)
    assert (found.facts.register_number, found.facts.register_checked_on) == ("GB 123", LOOKED_ON)
    assert found.facts.use_fits is Known.unknown
    last = session().scalars(sa.select(Revision).order_by(Revision.event_seq.desc()).limit(1)).one()
    assert last.snapshot["device"][0]["register_number"] == "GB 123"


def test_the_same_again_changes_nothing_and_nothing_takes_it_away(any_actor: Actor) -> None:
    ref = make_product(any_actor)
    save(any_actor, ref, mark=DeviceMark.ce)
    before = get_device(any_actor, ref).head.version
    save(any_actor, ref, mark=DeviceMark.ce)
    assert get_device(any_actor, ref).head.version == before
    save(any_actor, ref)
    assert not get_device(any_actor, ref).is_looked_up
    assert session().scalar(sa.select(sa.func.count()).select_from(Device)) == 0


@pytest.mark.parametrize(
    "fields, wrong",
    [
        ({"register_number": "GB 123"}, "register_checked_on"),
        ({"register_checked_on": LATER}, "register_checked_on"),
        ({"on_registry": Known.yes}, "registry_checked_on"),
        ({"on_registry": Known.no, "registry_checked_on": LATER}, "registry_checked_on"),
        ({"registry_checked_on": TODAY}, "on_registry"),
        ({"use_fits": Known.no, "our_use": "  "}, "our_use"),
    ],
)
def test_a_look_up_needs_its_day_and_its_finding(
    any_actor: Actor, fields: dict[str, Any], wrong: str
) -> None:
    ref = make_product(any_actor)
    with pytest.raises(RefusedMany) as refusal:
        save(any_actor, ref, **fields)
    assert [one.field for one in refusal.value.refusals] == [wrong]
    assert not get_device(any_actor, ref).is_looked_up


def test_a_day_up_to_today_is_taken(any_actor: Actor) -> None:
    ref = make_product(any_actor)
    save(any_actor, ref, on_registry=Known.no, registry_checked_on=TODAY)
    assert get_device(any_actor, ref).facts.registry_checked_on == TODAY


def test_an_older_page_overwrites_nothing(any_actor: Actor) -> None:
    ref = make_product(any_actor)
    read = get_device(any_actor, ref).head.version
    save(any_actor, ref, mark=DeviceMark.ce)
    with pytest.raises(Conflict):
        devices.save_device(any_actor, ref, version=read, mark=DeviceMark.ukca)
    assert get_device(any_actor, ref).facts.mark is DeviceMark.ce
