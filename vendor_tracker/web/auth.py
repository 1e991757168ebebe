"""Who asks, and whether they may: nothing is served that does not say who may see it."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import sessions
from vendor_tracker.storage.queries.users import SignedIn, find_actor

View = TypeVar("View", bound=Callable[..., Any])

_KEY = "key"
_DECLARED = "may_be_used_by"
_PUBLIC = "anybody"
_SIGNED_IN = "anybody who signed in"


class UndeclaredRoute(Exception):
    """A route does not say who may use it, so the program does not start."""


def needs(permission: Permission) -> Callable[[View], View]:
    """Open a route of an organisation to roles that include this act."""
    return _declare(permission)


def public(view: View) -> View:
    """Open a route to anybody."""
    return _declare(_PUBLIC)(view)


def signed_in(view: View) -> View:
    """Open a route to anybody who signed in, whatever their organisation."""
    return _declare(_SIGNED_IN)(view)


def current_actor() -> Actor:
    """Return who acts in this request."""
    actor = g.get("actor")
    if actor is None:
        abort(404)
    return actor


def current_person() -> SignedIn:
    """Return who is signed in, in whatever organisation."""
    return g.person


def init_app(app: Flask) -> None:
    """Check each request before its view runs, and carry the organisation in each address."""
    app.url_value_preprocessor(_take_code)
    app.url_defaults(_give_code)
    app.before_request(_check)
    app.context_processor(_context)


def refuse_undeclared(app: Flask) -> None:
    """Refuse to start when a route does not say who may use it."""
    open_ones = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and declared(app, rule.endpoint) is None
    ]
    if open_ones:
        raise UndeclaredRoute(f"Routes that do not say who may use them: {open_ones}")


def declared(app: Flask, endpoint: str) -> Permission | str | None:
    """Return what a route declared about who may use it."""
    return getattr(app.view_functions[endpoint], _DECLARED, None)


def keep_key(key: str) -> None:
    """Let the browser carry the key of a new session; the one it carried before has ended."""
    before = forget_key()
    if before:
        sessions.sign_out(before)
    session[_KEY] = key


def forget_key() -> str | None:
    """Take the session key from the browser and return it."""
    key = session.get(_KEY)
    session.clear()
    return key


def safe_path(target: str | None) -> str | None:
    """Return a path of this program to go on to, or None for anything that leads elsewhere."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    if any(c in target for c in "\\\r\n\t"):
        return None
    parts = urlsplit(target)
    return None if parts.netloc or parts.scheme else target


def _declare(who: Permission | str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, _DECLARED, who)
        return view

    return mark


def _take_code(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.organisation_code = (values or {}).pop("organisation_code", None)


def _give_code(endpoint: str, values: dict[str, Any]) -> None:
    code = g.get("organisation_code")
    if not code or "organisation_code" in values:
        return
    if current_app.url_map.is_endpoint_expecting(endpoint, "organisation_code"):
        values["organisation_code"] = code


def _check() -> ResponseReturnValue | None:
    endpoint = request.endpoint
    if endpoint is None or endpoint == "static":
        return None
    who = declared(current_app, endpoint)
    if who == _PUBLIC:
        return None
    key = session.get(_KEY)
    person = sessions.find(key) if key else None
    if person is None:
        return _ask_to_sign_in()
    g.person = person
    if isinstance(who, Permission):
        actor = find_actor(person.user_id, str(g.organisation_code), clock.today())
        if actor is None:
            abort(404)
        g.actor = actor
        if not actor.may(who):
            abort(403)
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    rule = request.url_rule
    is_page = rule is not None and "GET" in (rule.methods or ())
    path = request.full_path.rstrip("?") if is_page else None
    onward = url_for("accounts.sign_in", next=safe_path(path))
    typed = _typed()
    if not typed:
        return redirect(onward)
    return render_template("accounts/signed_out.html", typed=typed, onward=onward), 401


def _typed() -> str:
    """Return the sentences of a form that came after its session had ended, so none is lost."""
    fields = request.form.items(multi=True) if request.method == "POST" else ()
    texts = [text.strip() for name, text in fields if "password" not in name]
    return "\n\n".join(text for text in texts if " " in text)


def _context() -> dict[str, Any]:
    return {"actor": g.get("actor"), "organisation_code": g.get("organisation_code") or ""}
