"""One beginning and one ending for every write: services only mark what they touched."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, ProductError
from vendor_tracker.domain.references import Kind
from vendor_tracker.services import failpoints
from vendor_tracker.storage.db import begin_write, is_full, session

P = ParamSpec("P")
R = TypeVar("R")

_TRIES = 3
# Another write came between: a deadlock, a snapshot too old, the same key added at once.
_CAME_BETWEEN = frozenset({"40P01", "40001", "23505"})


class Busy(ProductError):
    """The database was locked for too long; nothing was saved."""


class Full(ProductError):
    """There is no room left for what was to be written; nothing was saved."""


@dataclass(frozen=True, slots=True)
class Event:
    """One record that was changed, and by which act."""

    actor: Actor
    action: str
    kind: Kind
    record_id: int


@dataclass(slots=True)
class Work:
    """What one write has collected so far."""

    organisation_id: int | None = None
    # Who writes; nobody while a pass looks again at what is due.
    actor: Actor | None = None
    products: set[int] = field(default_factory=set)
    suppliers: set[int] = field(default_factory=set)
    products_alone: set[int] = field(default_factory=set)
    suppliers_alone: set[int] = field(default_factory=set)
    events: dict[tuple[Kind, int], Event] = field(default_factory=dict)
    batch_id: int | None = None
    after_commit: list[Callable[[], None]] = field(default_factory=list)


_work: ContextVar[Work | None] = ContextVar("work", default=None)

# Filled by the services package: refresh flags, then seal the history. In this order, because
# locks are taken in the same order by every write.
ENDINGS: list[Callable[[Work], None]] = []


def current() -> Work:
    """Return what this write has collected; only inside a transactional service."""
    work = _work.get()
    if work is None:
        raise RuntimeError("this may only be called inside a write")
    return work


def touch(
    actor: Actor, *, products: Iterable[int | None] = (), suppliers: Iterable[int | None] = ()
) -> None:
    """Mark what must be looked at again before the commit, with all that hears of it.

    The suppliers of these products and the products of these suppliers are looked at too.
    """
    work = current()
    work.organisation_id, work.actor = actor.organisation_id, actor
    work.products.update(key for key in products if key is not None)
    work.suppliers.update(key for key in suppliers if key is not None)


def touch_alone(
    actor: Actor, *, products: Iterable[int | None] = (), suppliers: Iterable[int | None] = ()
) -> None:
    """Mark what must be looked at again when the rules of nothing else read what changed.

    A supplier's rules read neither claims nor costs of its products. Products of a supplier
    that is marked so are looked at if its flags or its last meeting turn out to differ.
    """
    work = current()
    work.organisation_id, work.actor = actor.organisation_id, actor
    work.products_alone.update(key for key in products if key is not None)
    work.suppliers_alone.update(key for key in suppliers if key is not None)


def transactional(action: Callable[P, R]) -> Callable[P, R]:
    """Make a service write as a whole or not at all; the outermost one commits."""

    @wraps(action)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        if _work.get() is not None:
            return action(*args, **kwargs)
        for _ in range(_TRIES - 1):
            try:
                return _write(action, *args, **kwargs)
            except (DBAPIError, StaleDataError) as error:
                # Read again and decided anew, it succeeds or is refused in words.
                if not _came_between(error):
                    raise _in_words(error) from error.__cause__
        try:
            return _write(action, *args, **kwargs)
        except (DBAPIError, StaleDataError) as error:
            raise _in_words(error) from error.__cause__

    return wrapper


def _write(action: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    opened = session()
    work = Work()
    token = _work.set(work)
    try:
        begin_write(opened)
        result = action(*args, **kwargs)
        opened.flush()
        failpoints.reach("write.before_ending")
        for ending in ENDINGS:
            ending(work)
            opened.flush()
        failpoints.reach("write.before_commit")
        opened.commit()
    except BaseException:
        opened.rollback()
        raise
    finally:
        _work.reset(token)
    failpoints.reach("write.after_commit")
    for follow_up in work.after_commit:
        follow_up()
    return result


def _came_between(error: Exception) -> bool:
    if isinstance(error, StaleDataError):
        return True
    return getattr(getattr(error, "orig", None), "sqlstate", None) in _CAME_BETWEEN


def _in_words(error: Exception) -> Exception:
    """Return what a person can be told about an error of the database, else the error."""
    if isinstance(error, StaleDataError):
        return Conflict("This record")
    if is_full(error):
        return Full("There is no room left on the disk. Nothing was saved.")
    if isinstance(error, OperationalError):
        return Busy("The database is busy. Nothing was saved; try again.")
    return error
