"""Run the web server of this process, and the pass that looks at due flags and left files."""

import ipaddress
import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server

from vendor_tracker.config import BadSettings, Settings
from vendor_tracker.files import locks
from vendor_tracker.files.scanner import scanner_of
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.files.uploads import UploadStore
from vendor_tracker.services import databases, evidence_files, jobs, recheck
from vendor_tracker.services.databases import Database
from vendor_tracker.services.imports import longwork
from vendor_tracker.web import logs

_THREADS = 8
_SHORTEST_SECRET = 32
_LONGEST_WAIT = 1.0
_GRACE_SECONDS = 30.0
_HOUR = 3600
_MB = 1024 * 1024
# How long somebody waits at most until a changed rule is looked at.
_OFTEN = 2
_log = logging.getLogger("vendor_tracker")


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


def refuse_unsafe_links(settings: Settings, host: str) -> None:
    """Refuse to serve the links of suppliers without an address of their own."""
    ours, address = urlsplit(settings.base_url), urlsplit(settings.links_address)
    if not settings.links_address:
        raise BadSettings(
            "Links for suppliers are off. To switch them on, name their own public address in "
            "VENDOR_TRACKER_LINKS_ADDRESS, such as https://answers.example.org."
        )
    if not is_loopback(address.hostname or "") and address.hostname == ours.hostname:
        raise BadSettings(
            "VENDOR_TRACKER_LINKS_ADDRESS must be another host name than that of "
            "VENDOR_TRACKER_BASE_URL, so that a browser keeps the two apart."
        )
    if not is_loopback(host) and not settings.for_links.is_https:
        raise BadSettings(
            "Set VENDOR_TRACKER_LINKS_ADDRESS to the https:// address suppliers use before serving "
            "to a network."
        )
    refuse_unsafe(settings.for_links, host)


def refuse_real_organisation(database: Database) -> None:
    """Refuse to show as a demonstration what belongs to a real organisation."""
    if databases.holds_organisations(database, real=True):
        raise BadSettings(
            "This installation holds a real organisation, so it is not shown as a demonstration. "
            "Start it with `vendor-tracker serve`, or name another folder with "
            "VENDOR_TRACKER_INSTANCE."
        )


def is_loopback(host: str) -> bool:
    """Tell whether an address can be reached from this computer alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def run(app: Flask, database: Database, host: str, port: int, ready: Callable[[], object]) -> None:
    """Serve until stopped; requests under way are answered before the process ends."""
    answer(app, host, port, ready, _passes(app.extensions["settings"], database))
    database.dispose()


def answer(
    app: Flask,
    host: str,
    port: int,
    ready: Callable[[], object],
    beside: AbstractContextManager[None] | None = None,
) -> None:
    """Answer requests until stopped, while work goes on beside them or nothing does."""
    settings: Settings = app.extensions["settings"]
    logs.write_to_stream(quiet=settings.demonstration)
    sockets: dict[int, Any] = {}
    server = _listening(app, sockets, host, port)
    stop = _Stop(sockets)
    with beside or nullcontext():
        stop.listen()
        ready()
        while not stop.asked:
            wasyncore.loop(_LONGEST_WAIT, True, sockets, 1)
        _finish(sockets)
        server.task_dispatcher.shutdown(cancel_pending=True, timeout=_LONGEST_WAIT)
        wasyncore.close_all(sockets)


def _passes(settings: Settings, database: Database) -> AbstractContextManager[None]:
    """Return the context in which work goes on beside the requests."""
    store = EvidenceStore(settings.evidence)
    scanner = scanner_of(settings.clamav, settings.upload_limit_mb)

    def look_over() -> None:
        recheck.run_all(database)
        evidence_files.scan_waiting(database, store, scanner)
        evidence_files.sweep_all(database, store)

    uploads = UploadStore(settings.uploads, settings.upload_limit_mb * _MB)
    handlers = {longwork.KIND: longwork.handler(uploads)}

    def catch_up() -> None:
        recheck.run_waiting(database)
        jobs.work_off(database, handlers)

    return hourly(look_over, catch_up, settings.instance / "pass.lock")


@contextmanager
def hourly(work: Callable[[], object], between: Callable[[], object], lock: Path) -> Iterator[None]:
    """Do this work at once and each hour beside the requests, in one process only.

    Between the hours a second, lighter work is done often: whoever changed a number of the rules
    does not wait an hour to see what it does.
    """
    ended = threading.Event()
    thread = threading.Thread(
        target=_repeat, args=(work, between, lock, ended), name="due flags", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(_GRACE_SECONDS)


def _repeat(
    work: Callable[[], object], between: Callable[[], object], lock: Path, ended: threading.Event
) -> None:
    while not ended.is_set():
        with locks.attempted(lock) as is_ours:
            while is_ours and not ended.is_set():
                _do(work)
                for _ in range(_HOUR // _OFTEN):
                    if ended.wait(_OFTEN):
                        break
                    _do(between)
        # Another process does it; should that one end, this one takes over within the hour.
        ended.wait(_HOUR)


def _do(work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:  # noqa: BLE001 - whatever it is, the pages must go on
        _log.exception("the hourly pass failed; it is tried again within the hour")


class _Stop:
    """Notes the first signal to stop; a second one ends the process at once."""

    def __init__(self, sockets: dict[int, Any]) -> None:
        self.asked = False
        self._sockets = sockets

    def listen(self) -> None:
        """Begin to listen for signals."""
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._note)

    def _note(self, number: int, _frame: object) -> None:
        self.asked = True
        signal.signal(number, signal.SIG_DFL)
        for server in _servers(self._sockets):
            server.pull_trigger()


def _listening(app: Flask, sockets: dict[int, Any], host: str, port: int) -> Any:
    try:
        return create_server(
            app,
            map=sockets,
            host=host,
            port=port,
            threads=_THREADS,
            ident=None,
            # Behind a proxy the application reads these itself, as many hops as it was told.
            clear_untrusted_proxy_headers=not app.extensions["settings"].proxy_hops,
        )
    except OSError as error:
        raise BadSettings(
            f"{host}:{port} cannot be used ({error.strerror or error}). Choose another port with "
            "--port, or stop the program that uses it."
        ) from error


def _finish(sockets: dict[int, Any]) -> None:
    """Take no new requests; answer those that were sent."""
    for server in _servers(sockets):
        server.del_channel()
        server.socket.close()
    until = time.monotonic() + _GRACE_SECONDS
    while time.monotonic() < until and any(map(_is_busy, list(sockets.values()))):
        wasyncore.loop(_LONGEST_WAIT, True, sockets, 1)


def _servers(sockets: dict[int, Any]) -> list[BaseWSGIServer]:
    return [one for one in list(sockets.values()) if isinstance(one, BaseWSGIServer)]


def _is_busy(part: Any) -> bool:
    return isinstance(part, HTTPChannel) and bool(part.requests or part.total_outbufs_len)
