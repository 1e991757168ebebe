"""What a form says when its session has ended before it was sent."""

from tests.clients import CheckingClient, filled
from tests.factories import make_supplier
from vendor_tracker.domain.actor import Actor


def test_words_sent_after_signing_out_are_given_back(client: CheckingClient, actor: Actor) -> None:
    supplier = make_supplier(actor)
    client.get(f"/rht/log?about={supplier}")
    sent = filled(client.last_page, text="It finds <b>all</b> bleeds", kind="statement")
    with client.session_transaction() as carried:
        del carried["key"]
    answer = client.post(f"/rht/log?about={supplier}", data=sent)
    assert answer.status_code == 401
    assert "Nothing was saved." in client.last_page
    assert "It finds &lt;b&gt;all&lt;/b&gt; bleeds" in client.last_page
    assert sent["csrf_token"] not in client.last_page
    assert f"/sign-in?next=/rht/log?about%3D{supplier}" in client.last_page.replace("%2F", "/")


def test_passwords_are_never_given_back(client: CheckingClient) -> None:
    with client.session_transaction() as carried:
        del carried["key"]
    answer = client.post("/account", data={"old_password": "my old one", "password": "a new one"})
    assert answer.status_code in (302, 405)
