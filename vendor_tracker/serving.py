"""Run the web server of this process, and the pass that looks at due flags."""

import ipaddress
import signal
import sys
from typing import Any

from flask import Flask

from vendor_tracker.config import BadSettings, Settings
from vendor_tracker.services.databases import Database

_THREADS = 8
_SHORTEST_SECRET = 32


def refuse_unsafe(settings: Settings, host: str) -> None:
    """Refuse to serve when a setting would be unsafe in the open."""
    if len(settings.secret_key) < _SHORTEST_SECRET:
        raise BadSettings(
            "The secret key is missing or too short. `vendor-tracker init` makes one; or set "
            f"VENDOR_TRACKER_SECRET_KEY to at least {_SHORTEST_SECRET} characters."
        )
    if is_loopback(host):
        return
    if settings.demonstration:
        raise BadSettings("A demonstration is served on 127.0.0.1 only, never to a network.")
    if not settings.trusted_hosts:
        raise BadSettings(
            "Name the hosts people may use in VENDOR_TRACKER_TRUSTED_HOSTS before serving to a "
            "network, such as vendors.example.nhs.uk."
        )
    if not settings.is_https:
        raise BadSettings(
            "Set VENDOR_TRACKER_BASE_URL to the https:// address people use before serving to a "
            "network."
        )


def is_loopback(host: str) -> bool:
    """Tell whether an address can be reached from this computer alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def run(app: Flask, database: Database, host: str, port: int) -> None:
    """Serve until stopped; requests under way are answered before the process ends."""
    from waitress import create_server

    from vendor_tracker.services import recheck
    from vendor_tracker.web import logs

    logs.write_to_stream()
    server: Any = create_server(app, host=host, port=port, threads=_THREADS, ident=None)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with recheck.hourly(database, app.extensions["settings"].instance):
        try:
            server.run()
        finally:
            server.task_dispatcher.shutdown(cancel_pending=True, timeout=30)
            server.close()
