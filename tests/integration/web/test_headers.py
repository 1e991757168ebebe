"""What every answer carries, and what the browser may never do."""

from flask.testing import FlaskClient

from tests.clients import CheckingClient
from vendor_tracker.web import auth


def test_pages_forbid_everything_that_they_do_not_need(client: CheckingClient) -> None:
    policy = client.get("/rht/suppliers").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_pages_are_never_cached_and_never_sniffed(client: CheckingClient) -> None:
    headers = client.get("/rht/suppliers").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor: FlaskClient) -> None:
    cookie = visitor.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_only_paths_of_this_program_are_followed_after_signing_in() -> None:
    assert auth.safe_path("/rht/products?q=a") == "/rht/products?q=a"
    for elsewhere in ("//evil", "https://evil", "/\\evil", "evil", "/\tevil", "", None, "\\evil"):
        assert auth.safe_path(elsewhere) is None


def test_the_machine_that_watches_gets_two_answers(visitor: FlaskClient) -> None:
    assert visitor.get("/healthz").json == {"status": "ok"}
    assert visitor.get("/readyz").json == {"status": "ready"}


def test_an_unknown_page_says_so_with_its_number(client: CheckingClient) -> None:
    answer = client.get("/rht/nowhere")
    assert answer.status_code == 404
    assert answer.headers["X-Request-Id"] in answer.text


def test_browsers_that_look_for_a_picture_by_themselves_find_it(visitor: FlaskClient) -> None:
    answer = visitor.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer.location.startswith("/static/icon.svg")
    with visitor.get(answer.location) as picture:
        assert picture.mimetype == "image/svg+xml"
