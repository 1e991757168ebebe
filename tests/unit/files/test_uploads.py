"""Lists that wait: for one person, for a day, under a name nobody can guess."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.uploads import KEPT_FOR, Owner, UploadStore

NOW = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)
MINE = Owner(7, "rht")


@pytest.fixture
def store(tmp_path: Path) -> UploadStore:
    """Return a store that takes up to 100 bytes."""
    return UploadStore(tmp_path / "uploads", 100)


def keep(store: UploadStore, content: bytes = b"a,b", at: datetime = NOW) -> str:
    """Keep a list of mine."""
    return store.keep(io.BytesIO(content), "../my list.csv", MINE, at=at, mapping="[x]")


def test_a_list_is_found_by_its_owner_with_its_mapping(store: UploadStore) -> None:
    found = store.find(keep(store), MINE, at=NOW + KEPT_FOR)
    assert (found.path.read_bytes(), found.name, found.mapping_text) == (
        b"a,b",
        "my list.csv",
        "[x]",
    )


@pytest.mark.parametrize("owner", [Owner(8, "rht"), Owner(7, "other"), Owner(None, "rht")])
def test_nobody_else_finds_it(store: UploadStore, owner: Owner) -> None:
    token = keep(store)
    with pytest.raises(Refused, match="no longer here"):
        store.find(token, owner, at=NOW)


@pytest.mark.parametrize("token", ["", "x", "../../../../../../etc/passwd", "a" * 31 + "/"])
def test_a_name_that_is_no_token_is_never_a_path(store: UploadStore, token: str) -> None:
    with pytest.raises(Refused, match="no longer here"):
        store.find(token, MINE, at=NOW)


def test_it_is_gone_after_a_day_and_when_applied(store: UploadStore) -> None:
    token = keep(store)
    late = NOW + KEPT_FOR + timedelta(seconds=1)
    with pytest.raises(Refused, match="no longer here"):
        store.find(token, MINE, at=late)
    again = keep(store, at=late)
    assert {path.stem for path in store.root.iterdir()} == {again}
    store.forget(again)
    assert list(store.root.iterdir()) == []


@pytest.mark.parametrize("content, words", [(b"", "empty"), (b"x" * 101, "larger than 0 MB")])
def test_a_list_too_large_or_empty_leaves_nothing(
    store: UploadStore, content: bytes, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        keep(store, content)
    assert list(store.root.iterdir()) == []


def test_only_this_account_may_read_it(store: UploadStore) -> None:
    keep(store)
    assert {oct(path.stat().st_mode & 0o777) for path in store.root.iterdir()} == {"0o600"}
    assert oct(store.root.stat().st_mode & 0o777) == "0o700"
