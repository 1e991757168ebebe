"""The engine and the session: reads run read-only, writes say so before they begin."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

_session: ContextVar[Session | None] = ContextVar("session", default=None)
_waits: ContextVar[bool] = ContextVar("waits", default=True)

# SQLite releases in which two connections cannot corrupt a write-ahead log; older ones can.
_SAFE_LOG = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
_BUSY_MILLISECONDS = 30_000
# What a pass over thousands of products reads again and again; by default it is two thousand.
_CACHE_KILOBYTES = 16_384
_DISK_FULL = "53100"
# What SQLite says of a file whose head, or whose pages, are not as it wrote them.
_DAMAGE = ("file is not a database", "database disk image is malformed", "malformed database")


class Database:
    """One database, embedded or PostgreSQL, and how sessions on it behave."""

    def __init__(self, url: str, *, is_draft: bool = False) -> None:
        """Name a database; of a draft nothing needs to outlive a power cut until it is done."""
        self.url = sa.make_url(url)
        self.is_embedded = self.url.get_backend_name() == "sqlite"
        self.engine = (
            _embedded_engine(self.url, "OFF" if is_draft else "FULL")
            if self.is_embedded
            else _server_engine(self.url)
        )

    def open(self) -> Session:
        """Open a session and make it the current one."""
        opened = Session(self.engine, autoflush=False, expire_on_commit=False)
        _session.set(opened)
        return opened

    def close(self) -> None:
        """Close the current session, giving up whatever was not committed."""
        opened = _session.get()
        if opened is not None:
            opened.close()
            _session.set(None)

    @contextmanager
    def opened(self) -> Iterator[Session]:
        """Hold a session open inside this context; the one before returns afterwards."""
        before = _session.get()
        opened = self.open()
        try:
            yield opened
        finally:
            opened.close()
            _session.set(before)

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def session() -> Session:
    """Return the session of this request or command."""
    opened = _session.get()
    if opened is None:
        raise RuntimeError("no database session is open here")
    return opened


def begin_write(opened: Session) -> None:
    """Give up the read in progress and begin a write on the same session."""
    if opened.new or opened.dirty or opened.deleted:
        raise RuntimeError("changes were made before the write began")
    opened.rollback()
    opened.connection(execution_options={"write": True, "waits": _waits.get()})


@contextmanager
def without_waiting() -> Iterator[None]:
    """Let writes inside this context give up at once where a file is locked by another."""
    token = _waits.set(False)
    try:
        yield
    finally:
        _waits.reset(token)


def begin_snapshot(opened: Session) -> None:
    """Give up the read in progress and begin one that sees a single moment throughout."""
    opened.rollback()
    if opened.get_bind().dialect.name == "postgresql":
        opened.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def is_full(error: Exception) -> bool:
    """Tell whether the database refused to write because there is no room left."""
    orig = getattr(error, "orig", None)
    return getattr(orig, "sqlstate", None) == _DISK_FULL or "disk is full" in str(orig)


def is_damaged(error: Exception) -> bool:
    """Tell whether a database file is no longer one, wholly or in part."""
    return any(words in str(getattr(error, "orig", "")) for words in _DAMAGE)


def log_is_safe(version: tuple[int, ...]) -> bool:
    """Tell whether this SQLite release may keep a write-ahead log."""
    if version >= _SAFE_LOG[0]:
        return True
    return any(version[:2] == safe[:2] and version >= safe for safe in _SAFE_LOG)


def sqlite_driver() -> Any:
    """Return the SQLite driver with a fixed library, or Python's own where there is none."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        from sqlite3 import dbapi2
    return dbapi2


def _embedded_engine(url: sa.URL, synchronous: str) -> sa.Engine:
    driver = sqlite_driver()
    engine = sa.create_engine(
        url,
        module=driver,
        connect_args={"timeout": _BUSY_MILLISECONDS / 1000},
        # What people typed has no place in a message that may be logged.
        hide_parameters=True,
    )
    journal = "WAL" if log_is_safe(driver.sqlite_version_info) else "DELETE"

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}")
        cursor.execute(f"PRAGMA journal_mode={journal}")
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute(f"PRAGMA cache_size=-{_CACHE_KILOBYTES}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        writes = options.get("write", False)
        # Said only when it changes: SQLite puts every statement together anew after it.
        if connection.info.get("writes") is not writes:
            connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
            connection.info["writes"] = writes
        if writes and not options.get("waits", True):
            _begin_at_once(connection)
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _begin_at_once(connection: sa.Connection) -> None:
    """Begin a write, or give up if another one is under way."""
    usual = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={usual}")


def _server_engine(url: sa.URL) -> sa.Engine:
    server = url.set(drivername="postgresql+psycopg")
    engine = sa.create_engine(server, pool_pre_ping=True, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        if not connection.get_execution_options().get("write", False):
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")

    return engine
