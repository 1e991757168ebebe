"""Pages of facts, the first look, versions, decisions and history."""

from tests.clients import CheckingClient, filled
from tests.factories import make_decision, make_product, make_supplier, make_version
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import EsfTier, Gate, Known, ProductFact, Stage
from vendor_tracker.services import products
from vendor_tracker.storage.queries.contracts import get_contract
from vendor_tracker.storage.queries.firstlooks import get_first_look
from vendor_tracker.storage.queries.products import get_product, get_product_head


def test_facts_are_answered_and_keep_their_day(client: CheckingClient, actor: Actor) -> None:
    ref = make_product(actor)
    answer = client.send(f"/rht/products/{ref}/about/update", dev="yes", int="no", esf_tier="C")
    assert answer.location == f"/rht/products/{ref}/about"
    product = get_product(actor, ref)
    assert product.esf_tier is EsfTier.C
    assert {name: value[0] for name, value in product.about.items()} == {"dev": "yes", "int": "no"}
    client.get(f"/rht/products/{ref}/about")
    assert "6 Oct 2026" in client.last_page


def test_the_first_look_keeps_ten_facts_in_one_write(client: CheckingClient, actor: Actor) -> None:
    supplier = make_supplier(actor)
    ref = make_product(actor, supplier=supplier, stage=Stage.live, accountable="")
    yes = dict.fromkeys(("dev", "care", "pd", "pat", "dpia_signed", "dcb0160_approved"), "yes")
    answer = client.send(
        f"/rht/products/{ref}/first-look",
        **yes,
        gen="no",
        scr="no",
        accountable="Head of imaging",
        version_name="3.2",
        contract_ends_on="31 March 2028",
    )
    assert answer.location == f"/rht/products/{ref}"
    look = get_first_look(actor, ref)
    assert look.known == 10
    assert get_contract(actor, "CON-1").ends_on == look.contract_ends_on
    again = client.send(f"/rht/products/{ref}/first-look", contract_ends_on="1 April 2028")
    assert again.status_code == 302
    assert get_first_look(actor, ref).contract_ends_on == get_contract(actor, "CON-1").ends_on


def test_a_first_look_that_is_refused_saves_nothing(client: CheckingClient, actor: Actor) -> None:
    ref = make_product(actor, stage=Stage.live)
    sent = {"dev": "yes", "contract_ends_on": "31/3/2028", "in_use_from": "yesterday"}
    assert client.send(f"/rht/products/{ref}/first-look", **sent).status_code == 422
    assert "Enter a date such as" in client.last_page
    sent = {"dev": "yes", "contract_ends_on": "31/3/2028"}
    assert client.send(f"/rht/products/{ref}/first-look", **sent).status_code == 422
    assert "Name its supplier first" in client.last_page
    assert get_product(actor, ref).about == {}


def test_the_check_of_a_product_in_catch_up_is_started(
    client: CheckingClient, actor: Actor
) -> None:
    ref = products.add_product(actor, name="Scribe", stage=Stage.live)
    assert get_product_head(actor, ref).is_in_catch_up
    client.get(f"/rht/products/{ref}")
    assert "Start the check" in client.last_page
    client.post(f"/rht/products/{ref}/start", data=filled(client.last_page))
    assert not get_product_head(actor, ref).is_in_catch_up


def test_versions_are_added_changed_and_put_away(client: CheckingClient, actor: Actor) -> None:
    ref = make_product(actor)
    make_version(actor, product=ref, name="3.1")
    assert client.send(f"/rht/versions/add?product={ref}", name="3.1").status_code == 422
    assert "already here as VER-1" in client.last_page
    client.send(f"/rht/versions/add?product={ref}", name="3.2", in_use_from="1/9/2026")
    client.send("/rht/versions/VER-2/update", changes="Finds smaller bleeds.")
    assert "Finds smaller bleeds." in client.get(f"/rht/products/{ref}/versions").text
    client.send("/rht/versions/VER-1/archive", reason="mistyped")
    assert "mistyped" in client.get("/rht/versions/VER-1").text
    assert client.get("/rht/versions/VER-9").status_code == 404


def test_a_decision_is_planned_moved_and_taken(client: CheckingClient, actor: Actor) -> None:
    ref = make_product(actor)
    client.send(f"/rht/decisions/add?product={ref}", planned_on="1 December 2026")
    client.send("/rht/decisions/DEC-1/update", planned_on="2 December 2026")
    assert "2 Dec 2026" in client.get(f"/rht/products/{ref}/decisions").text
    assert client.get("/rht/decisions/DEC-1/decide").status_code == 403
    client.sign_in_as(actor, "reviewer")
    sent = {"outcome": "go_on", "reason": "The pilot met our bar."}
    client.send("/rht/decisions/DEC-1/decide", **sent)
    assert "As it stood on 6 October 2026" in client.get("/rht/decisions/DEC-1").text
    sent = {"gate": "shortlist", "outcome": "go_on", "reason": "Late.", "decided_on": "1/7/2026"}
    client.send(f"/rht/decisions/record?product={ref}", **sent)
    assert "Passed on 1 July 2026" in client.get(f"/rht/products/{ref}").text


def test_a_passed_gate_without_a_record_says_so(client: CheckingClient, actor: Actor) -> None:
    ref = make_product(actor, stage=Stage.contracted)
    client.get(f"/rht/products/{ref}")
    assert "Passed, date not known" in client.last_page
    assert "award: date not known" in client.last_page


def test_history_shows_each_field_before_and_after(client: CheckingClient, actor: Actor) -> None:
    make_supplier(actor, "Fenwick")
    ref = make_product(actor, "Alert", supplier="SUP-1")
    products.set_facts(actor, ref, version=1, facts={ProductFact.dev: Known.yes})
    client.send(f"/rht/products/{ref}/update", name="Head CT Alert", stage="piloting")
    page = client.get(f"/rht/history/{ref}").text
    for words in ("Changed by Example administrator", "Evaluating", "Piloting", "SUP-1 Fenwick"):
        assert words in page
    assert "Is a medical device" in page
    assert "name_key" not in page
    make_decision(actor, product=ref, gate=Gate.award)
    assert "Added by" in client.get("/rht/history/DEC-1").text
    for ref in ("DEC-7", "FLG-99", "nonsense"):
        assert client.get(f"/rht/history/{ref}").status_code == 404
