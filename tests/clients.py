"""A test browser that reads every page as strictly as a person with a screen reader must."""

import re
from hashlib import sha256
from typing import Any
from xml.etree import ElementTree

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import sessions, users
from vendor_tracker.storage import db

# The last page that was checked: its form is often filled in next, and reading a page is slow.
_checked: dict[str, ElementTree.Element] = {}
# What was found in order, apart from what is drawn anew for each answer.
_in_order: set[bytes] = set()
_frames: dict[str, list[str]] = {}
_MAIN = re.compile(r"(?<=<main class=\"nhsuk-main-wrapper\" id=\"main\">).*(?=</main>)", re.DOTALL)
_WORDS = re.compile(r">[^<&>]*[^<&>\s][^<&>]*<")
_ADDRESSES = re.compile(r'(?<=href=")[^"&<>]*(?=")')
_DRAWN = re.compile(r'(?<=nonce=")[\w-]+|(?<=vt-ref">)[0-9a-f]{12}|(?<=value=")[\w.-]{60,}(?=")')


class CheckingClient(FlaskClient):
    """A browser that checks each page it is given."""

    last_page: str = ""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask for a page and check what comes back."""
        kept = db._session.get()
        try:
            response = super().open(*args, **kwargs)
        finally:
            db._session.set(kept)
            if kept is not None:
                kept.rollback()
        if response.mimetype == "text/html" and response.status_code not in (301, 302, 303):
            self.last_page = response.get_data(as_text=True)
            if "HX-Request" in response.request.headers:
                check_part(self.last_page)
            else:
                check_page(self.last_page)
        return response

    def sign_in_as(self, actor: Actor, role: str) -> None:
        """Sign in as a person of this organisation in this role, made when needed."""
        token = users.add_user(
            actor,
            email=f"{role}@{actor.organisation_code}.example",
            name=f"Example {role}",
            role=Role(role),
        )
        key = users.spend_link(token, "correct horse battery staple")
        with self.session_transaction() as carried:
            carried["key"] = key
        assert sessions.find(key) is not None

    def send(self, path: str, **fields: Any) -> TestResponse:
        """Open a form, fill it in with these values and send it, as a browser would."""
        page = self.get(path)
        assert page.status_code == 200, (path, page.status_code)
        return self.post(path, data=filled(self.last_page, **fields))


def filled(page: str, **fields: Any) -> dict[str, Any]:
    """Return what a browser would send for the form of a page that holds these values."""
    forms = [form for form in main_of(page).iter("form") if form.get("method") == "post"]
    form = next((f for f in forms if _holds_all(f, fields)), forms[-1])
    values: dict[str, Any] = {}
    for control in form.iter():
        name = control.get("name")
        if name and control.tag in ("input", "select", "textarea"):
            value = _value_of(control)
            if value is not None:
                values[name] = value
    return values | fields


def main_of(page: str) -> ElementTree.Element:
    """Return what stands in the main part of a page."""
    if page not in _checked:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parseFragment(_parted(page)[1], container="main")
        _checked.clear()
        _checked[page] = tree
    return _checked[page]


def check_part(part: str) -> None:
    """Fail unless a part of a page, fetched on its own, is valid."""
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(part)


def check_page(page: str) -> None:
    """Fail unless the page is valid, has one heading, a title, unique ids and labels."""
    apart = sha256(_DRAWN.sub("", page).encode()).digest()
    if apart in _in_order:
        return
    frame, main = _parted(page)
    ids = _ids_of_frame(frame)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parseFragment(main, container="main")
    _checked.clear()
    _checked[page] = tree
    assert len(list(tree.iter("h1"))) == 1, "a page has exactly one h1"
    assert re.search(r"<title>[^<]*\S - Vendor Tracker</title>", page), "a page has a title"
    ids += _ids_of(tree)
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    _check_labels(tree)
    if "error-summary" in page:
        assert "<title>Error: " in page, "the title of a page with errors says so"
    _in_order.add(apart)


def _parted(page: str) -> tuple[str, str]:
    """Return a page without what stands in its main part, and what stands there."""
    found = _MAIN.search(page)
    assert found, "a page has a main part"
    return page[: found.start()] + page[found.end() :], found[0]


def _ids_of_frame(frame: str) -> list[str]:
    """Return the ids around the main part; fail unless it is valid, with labels, no heading.

    Pages share a few frames, which differ in words and addresses.
    """
    bare = _ADDRESSES.sub("", _WORDS.sub(">words<", _DRAWN.sub("", frame)))
    if bare not in _frames:
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(frame)
        assert not list(tree.iter("h1")), "the heading stands in the main part"
        assert not list(tree.iter("main"))[1:], "a page has one main part"
        _check_labels(tree)
        _frames[bare] = _ids_of(tree)
    return list(_frames[bare])


def _ids_of(tree: ElementTree.Element) -> list[str]:
    return [str(element.get("id")) for element in tree.iter() if element.get("id")]


def _check_labels(tree: ElementTree.Element) -> None:
    labelled = {label.get("for") for label in tree.iter("label")}
    for control in tree.iter():
        if control.tag in ("input", "select", "textarea"):
            hidden = control.get("type") in ("hidden", "submit")
            named = control.get("id") in labelled or control.get("aria-label")
            assert hidden or named, f"no label: {control.attrib}"


def _holds_all(form: ElementTree.Element, fields: dict[str, Any]) -> bool:
    names = {control.get("name") for control in form.iter()}
    return set(fields) <= names


def _value_of(control: ElementTree.Element) -> str | None:
    if control.tag == "textarea":
        return (control.text or "").removeprefix("\n")
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        return chosen[0].get("value") if chosen else ""
    if control.get("type") in ("checkbox", "radio") and control.get("checked") is None:
        return None
    return None if control.get("type") in ("file", "submit") else control.get("value") or ""
