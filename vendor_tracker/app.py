"""Put the parts together: settings, database, pages; imported by the command alone."""

import secrets
from typing import Any

from flask import Flask, g
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from vendor_tracker import config
from vendor_tracker.config import Settings
from vendor_tracker.files.inspection import Inspector
from vendor_tracker.files.scanner import scanner_of
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.storage.db import Database
from vendor_tracker.web import (
    BLUEPRINTS,
    assets,
    auth,
    errors,
    filters,
    headers,
    linkaccess,
    logs,
    navigation,
    strangers,
)
from vendor_tracker.web.views import supplierlinks

_FORM_PARTS = 2_000
_FORM_MEMORY = 2_000_000
_SPARE_BYTES = 1_000_000


class Pages(Flask):
    """Flask with strict templates: a name that a page forgot is an error, not a blank."""

    jinja_options = {  # noqa: RUF012 - the base class declares it this way
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }


def create_app(settings: Settings, database: Database | None = None) -> Flask:
    """Return the web application for these settings; refuse what is unsafe to serve."""
    app = _begun(settings, database)
    for part in (logs, headers, strangers, auth, errors, filters, assets, navigation):
        part.init_app(app)
    CSRFProtect(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    auth.refuse_undeclared(app)
    return app


def create_links_app(settings: Settings, database: Database | None = None) -> Flask:
    """Return the application for suppliers without an account: the pages of a link, none else."""
    app = _begun(settings.for_links, database)
    app.config["SESSION_COOKIE_NAME"] = (
        "__Host-answers" if settings.for_links.is_https else "answers"
    )
    for part in (logs, headers, strangers, linkaccess, errors, filters, assets):
        part.init_app(app)
    linkaccess.answer_lost(app)
    CSRFProtect(app)
    app.register_blueprint(supplierlinks.bp)
    return app


def _begun(settings: Settings, database: Database | None) -> Pages:
    """Return an application with its settings, database and files, and no page yet."""
    app = Pages(
        "vendor_tracker.web",
        template_folder=str(config.templates_folder()),
        static_folder="static",
    )
    app.config.update(_flask_config(settings))
    app.extensions["settings"] = settings
    bound = database or Database(settings.database_url)
    app.extensions["database"] = bound
    app.extensions["evidence"] = EvidenceStore(
        settings.evidence, settings.upload_limit_mb * 1024 * 1024
    )
    app.extensions["inspector"] = Inspector(scanner_of(settings.clamav, settings.upload_limit_mb))
    _open_sessions(app, bound)
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]
    return app


def _flask_config(settings: Settings) -> dict[str, Any]:
    is_https = settings.is_https
    return {
        "SECRET_KEY": settings.secret_key or secrets.token_hex(32),
        "MAX_CONTENT_LENGTH": settings.upload_limit_mb * 1024 * 1024 + _SPARE_BYTES,
        "MAX_FORM_PARTS": _FORM_PARTS,
        "MAX_FORM_MEMORY_SIZE": _FORM_MEMORY,
        "SESSION_COOKIE_NAME": "__Host-session" if is_https else "session",
        "SESSION_COOKIE_SECURE": is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "WTF_CSRF_TIME_LIMIT": None,
        # Our pages send no referrer; `strangers` looks at what browsers send instead.
        "WTF_CSRF_SSL_STRICT": False,
        "TRUSTED_HOSTS": list(settings.known_hosts),
    }


def _open_sessions(app: Flask, database: Database) -> None:
    @app.before_request
    def open_session() -> None:
        g.database_opened = True
        database.open()

    @app.teardown_request
    def close_session(_error: BaseException | None) -> None:
        if g.pop("database_opened", False):
            database.close()
