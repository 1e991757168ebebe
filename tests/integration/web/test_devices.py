"""Pages about a product as a medical device, and about a version looked at again."""

from datetime import date

from tests.clients import CheckingClient
from tests.factories import make_product, make_version
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Known
from vendor_tracker.storage.queries.devices import get_device
from vendor_tracker.storage.queries.versions import get_version


def test_a_look_up_is_noted_and_shown(client: CheckingClient, actor: Actor) -> None:
    ref = make_product(actor)
    client.get(f"/rht/products/{ref}/device")
    assert "Nobody has looked it up yet" in client.last_page
    sent = {
        "mark": "ce",
        "class_uk": "IIa",
        "register_number": "GB 123",
        "register_checked_on": "3 September 2026",
        "our_use": "Adults in the emergency department",
        "use_fits": "no",
    }
    answer = client.send(f"/rht/products/{ref}/device/update", **sent)
    assert answer.location == f"/rht/products/{ref}/device"
    assert get_device(actor, ref).facts.use_fits is Known.no
    client.get(f"/rht/products/{ref}/device")
    assert "Class IIa" in client.last_page
    assert "3 September 2026" in client.last_page
    assert "until 30 June 2028 or 30 June 2030" in client.last_page
    client.get(f"/rht/products/{ref}/about")
    assert "GB 123, looked up on 3 September 2026" in client.last_page


def test_a_look_up_without_its_day_is_refused_at_its_field(
    client: CheckingClient, actor: Actor
) -> None:
    ref = make_product(actor)
    sent = {"register_number": "GB 123", "on_registry": "yes"}
    assert client.send(f"/rht/products/{ref}/device/update", **sent).status_code == 422
    assert "Enter the day on which you found this entry" in client.last_page
    assert "Enter the day on which you looked: the registry changes." in client.last_page
    assert not get_device(actor, ref).is_looked_up


def test_what_is_no_device_has_nothing_to_look_up(client: CheckingClient, actor: Actor) -> None:
    ref = make_product(actor, about={"dev": ["no", "2026-09-01"], "scr": ["no", "2026-09-01"]})
    client.get(f"/rht/products/{ref}/device")
    assert "It is not a medical device, as far as we know" in client.last_page
    assert "In the registry of ambient scribes" not in client.last_page


def test_a_version_is_looked_at_again(client: CheckingClient, actor: Actor) -> None:
    product = make_product(actor)
    ref = make_version(actor, product=product, name="3.2", in_use_from=date(2026, 9, 1))
    assert client.send(f"/rht/versions/{ref}/recheck", rechecked_on="7 Oct 2026").status_code == 422
    assert "Enter who looked at it" in client.last_page
    sent = {"rechecked_by": "Safety officer", "recheck_note": "Nothing new in 40 cases"}
    late = client.send(f"/rht/versions/{ref}/recheck", rechecked_on="7 October 2026", **sent)
    assert late.status_code == 422
    assert "lies in the future" in client.last_page
    answer = client.send(f"/rht/versions/{ref}/recheck", rechecked_on="6 October 2026", **sent)
    assert answer.location == f"/rht/versions/{ref}"
    found = get_version(actor, ref)
    assert (found.rechecked_on, found.rechecked_by) == (date(2026, 10, 6), "Safety officer")
    client.get(f"/rht/versions/{ref}")
    assert "6 October 2026, by Safety officer" in client.last_page
