"""Links for suppliers without an account: what each opens, what it ends, what it never does."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from tests import factories
from tests.conftest import NOW
from tests.people import person
from tests.questioning import make_request
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Forbidden, NotFound, Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.requestlinks import LinkState, mark_of
from vendor_tracker.domain.requests import Given
from vendor_tracker.domain.vocabulary import RequestReview, RequestState, Role, Stage
from vendor_tracker.services import claims, requestdrafts, requestlinks, requests
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import AuditEvent, RequestLink
from vendor_tracker.storage.queries.histories import get_history
from vendor_tracker.storage.queries.requestlinks import OpenedLink, find_link, list_links
from vendor_tracker.storage.queries.requests import get_request

ITEMS = ("K04", "K06", "TRA-07")
WHO = "Kim at Example Imaging (example)"


@pytest.fixture
def ref(any_actor: Actor) -> str:
    """Return a request that is with the supplier."""
    supplier = factories.make_supplier(any_actor)
    factories.make_product(any_actor, supplier=supplier, stage=Stage.evaluating)
    return make_request(any_actor, items=ITEMS)


@pytest.fixture
def token(any_actor: Actor, ref: str) -> str:
    """Return a link to the request."""
    return requestlinks.make_link(any_actor, ref, made_for=WHO)


def opened(token: str) -> OpenedLink:
    """Return what a link leads to."""
    session().expire_all()
    found = requestlinks.open_link(token, "203.0.113.7")
    assert found is not None
    return found


def save(token: str, *given: Given) -> None:
    """Save answers as its page would."""
    mark = mark_of(opened(token).draft, [one.item for one in given])
    requestdrafts.save_draft(token, given, mark=mark)


def test_only_the_hash_of_a_long_token_is_kept(any_actor: Actor, token: str) -> None:
    assert len(token) == 43
    row = session().scalars(sa.select(RequestLink)).one()
    assert token not in str({c.key: getattr(row, c.key) for c in RequestLink.__table__.columns})
    assert opened(token).state is LinkState.open


def test_an_answer_by_link_is_handed_in_once_and_named_in_the_history(
    any_actor: Actor, ref: str, token: str
) -> None:
    save(token, Given("K04", "nil", "Within the price"), Given("K06", "500 once"))
    assert requestdrafts.hand_in(token, said_by="Kim") == 2
    page = get_request(any_actor, ref)
    assert [line.review for line in page.lines if line.code in ("K04", "K06")] == [
        RequestReview.to_review,
        RequestReview.to_review,
    ]
    event = session().scalars(sa.select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
    assert event is not None
    assert (event.actor, event.subject) == (f"supplier by link, {WHO}", ref)
    assert get_history(any_actor, ref).entries[0].by == f"supplier by link, {WHO}"
    with pytest.raises(Refused, match="Nothing new is answered"):
        requestdrafts.hand_in(token, said_by="Kim")
    with pytest.raises(NotFound):
        save(token, Given("K04", "900 once"))


def test_what_came_back_is_answered_by_the_same_link(
    any_actor: Actor, ref: str, token: str
) -> None:
    save(token, *(Given(code, "nil") for code in ("K04", "K06")), Given("TRA-07", "Yes", "See it"))
    requestdrafts.hand_in(token, said_by="Kim")
    assert opened(token).state is LinkState.answered
    judge = person(any_actor, "judge", Role.reviewer)
    requests.return_item(judge, ref, "K04", version=None, reason="For how long?")
    assert opened(token).state is LinkState.open
    save(token, Given("K04", "nil"))
    with pytest.raises(Refused, match="Nothing new"):
        requestdrafts.hand_in(token, said_by="Kim")
    save(token, Given("K04", "nil", "For five years"))
    assert requestdrafts.hand_in(token, said_by="Kim") == 1
    assert opened(token).state is LinkState.answered


def test_others_are_not_overwritten_unseen(token: str) -> None:
    empty = mark_of({}, ["K04"])
    requestdrafts.save_draft(token, [Given("K04", "nil")], mark=empty)
    with pytest.raises(requestdrafts.Overtaken):
        requestdrafts.save_draft(token, [Given("K04", "500 once")], mark=empty)
    assert opened(token).draft["K04"]["value"] == "nil"


def test_a_section_is_passed_on_and_taken_back(ref: str, token: str, any_actor: Actor) -> None:
    save(token, Given("K04", "", "I do not know"))
    second = requestdrafts.pass_on(token, "Costs", made_for="Finance")
    theirs = opened(second)
    assert (theirs.section, theirs.draft["K04"]["words"]) == ("Costs", "I do not know")
    with pytest.raises(NotFound):
        save(token, Given("K04", "nil"))
    with pytest.raises(NotFound):
        save(second, Given("TRA-07", "Yes"))
    with pytest.raises(Refused, match="Only a section"):
        requestdrafts.pass_on(second, "Costs", made_for="Somebody")
    save(second, Given("K04", "nil"))
    requestdrafts.take_back(token, "Costs")
    assert opened(second).state is LinkState.revoked
    assert opened(token).draft["K04"]["value"] == "nil"
    assert [row.is_passed_on for row in list_links(any_actor, ref, clock.now())] == [False, True]


def test_a_section_is_handed_in_by_its_own_link(ref: str, token: str, any_actor: Actor) -> None:
    second = requestdrafts.pass_on(token, "Costs", made_for="Finance")
    save(second, Given("K04", "nil"), Given("K06", "nil"))
    requestdrafts.hand_in(second, said_by="Finance")
    assert opened(second).state is LinkState.answered
    assert opened(token).state is LinkState.open
    assert get_request(any_actor, ref).state is RequestState.sent


def test_each_end_of_a_link_is_told_apart(any_actor: Actor, ref: str, token: str) -> None:
    assert requestlinks.open_link("no-such-token", "") is None
    newer = requestlinks.make_link(any_actor, ref, made_for=WHO, until=date(2026, 10, 7))
    assert opened(token).state is LinkState.replaced
    later = NOW + timedelta(days=2)
    found = find_link(list(session().scalars(_hashes()))[-1], later)
    assert found is not None
    assert found.state is LinkState.expired
    requestlinks.revoke_link(any_actor, ref, opened(newer).key)
    assert opened(newer).state is LinkState.revoked
    last = requestlinks.make_link(any_actor, ref, made_for="Jo")
    requests.withdraw_request(any_actor, ref, version=None)
    assert opened(last).state is LinkState.withdrawn
    with pytest.raises(requestlinks.Ended):
        requestdrafts.hand_in(last, said_by="Jo")


def _hashes() -> sa.Select[str]:
    return sa.select(RequestLink.token_hash).order_by(RequestLink.id)


def test_revoking_a_link_ends_those_passed_on_from_it(
    any_actor: Actor, ref: str, token: str
) -> None:
    second = requestdrafts.pass_on(token, "Costs", made_for="Finance")
    requestlinks.revoke_link(any_actor, ref, opened(token).key)
    assert opened(second).state is LinkState.revoked


def test_a_guest_may_answer_and_nothing_else(token: str) -> None:
    guest = opened(token).guest
    assert [one for one in Permission if guest.may(one)] == [Permission.ANSWER]
    with pytest.raises(Forbidden):
        claims.log_claim(guest, product="PRD-1", statement="It is the best.")


def test_what_cannot_be_read_is_saved_and_not_handed_in(token: str) -> None:
    save(token, Given("K04", "a lot"))
    with pytest.raises(RefusedMany):
        requestdrafts.hand_in(token, said_by="Kim")
    assert opened(token).draft["K04"]["value"] == "a lot"


def test_an_address_that_guesses_is_stopped(token: str) -> None:
    for number in range(10):
        assert requestlinks.open_link(f"guess-{number}", "198.51.100.9") is None
    with pytest.raises(Refused, match="too many wrong tries"):
        requestlinks.open_link(token, "198.51.100.9")
    assert requestlinks.open_link(token, "198.51.100.10") is not None


@pytest.mark.parametrize(
    "made_for, until, words",
    [
        (" ", None, "Say who it is for"),
        ("Kim", date(2026, 10, 5), "That day has passed"),
        ("Kim", date(2028, 1, 1), "a year at most"),
    ],
)
def test_what_cannot_be_made_is_refused(
    any_actor: Actor, ref: str, made_for: str, until: date | None, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        requestlinks.make_link(any_actor, ref, made_for=made_for, until=until)
