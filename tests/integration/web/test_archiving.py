"""A record of any kind is put away with a reason, and brought back."""

from tests import worlds
from tests.clients import CheckingClient, filled
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.references import Kind

# Flags close by themselves, an import is undone as a whole, a waiver is withdrawn, and an
# answer is changed where it stands.
NEVER = {
    Kind.FLAG, Kind.BATCH, Kind.ANSWER, Kind.ASSESSMENT, Kind.WAIVER, Kind.JOB,
    # A request is withdrawn, and what was published stays.
    Kind.REQUEST, Kind.REGISTER,
}  # fmt: skip


def test_a_record_of_any_kind_is_put_away_with_a_reason(
    client: CheckingClient, actor: Actor
) -> None:
    for kind, ref in worlds.one_of_each(actor).items():
        if kind in NEVER:
            continue
        path = path_of("rht", ref)
        without = client.send(f"{path}/archive", reason="")
        assert without.status_code == 422, kind
        assert "Say in a few words why it is put away." in client.last_page
        sent = client.send(f"{path}/archive", reason="entered twice")
        assert (sent.status_code, sent.location) == (302, path), kind
        shown = client.get(path).text
        assert f"{ref} was put away. It stays in the history." in shown
        assert "entered twice" in shown, kind


def test_a_record_of_any_kind_is_brought_back(client: CheckingClient, actor: Actor) -> None:
    for kind, ref in worlds.one_of_each(actor).items():
        if kind in NEVER:
            continue
        path = path_of("rht", ref)
        client.send(f"{path}/archive", reason="entered twice")
        client.get(path)
        sent = client.post(f"{path}/restore", data=filled(client.last_page))
        assert (sent.status_code, sent.location) == (302, path), kind
        assert f"{ref} is back." in client.get(path).text
