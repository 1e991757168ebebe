"""Which rows a register takes, and how references and subjects are read for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, reference, split
from vendor_tracker.domain.settings import Limits
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Meeting, Product, ProductVersion, Supplier
from vendor_tracker.storage.queries.paging import AnySelect

SheetRow = Mapping[str, Any]
_AT_ONCE = 500
# A cell holds 32,767 characters; what the program puts together itself must stay below.
_MOST = 30_000


@dataclass(frozen=True, slots=True)
class Withheld:
    """What a public copy leaves out: confidential records, and products with such costs."""

    references: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """The day a register speaks of, the numbers of its rules, and what it leaves out."""

    on: date
    limits: Limits
    public: bool = False
    archived: bool = False
    # A list is shown as its own page shows it, records of archived products included.
    as_listed: bool = False
    # Answers of every item that applies, also where nobody has answered.
    every_item: bool = False
    # The one record that a register is about, if it is about one.
    about: str = ""
    withheld: Withheld = Withheld()

    @property
    def given_only(self) -> bool:
        """Tell whether items that nobody has answered or was given stay out."""
        return self.as_listed or not self.every_item

    @property
    def product(self) -> int | None:
        """Return the number of the one product that a register is about."""
        found = split(self.about)
        return found[1] if found is not None and found[0] is Kind.PRODUCT else None

    def shows(self, ref: str | None) -> bool:
        """Tell whether a record may be named."""
        return ref not in self.withheld.references

    def shown(self, refs: Iterable[str]) -> tuple[str, ...]:
        """Return the references that may be named."""
        return tuple(ref for ref in refs if ref not in self.withheld.references)


class ReferenceText(sa.TypeDecorator[str]):
    """Reads the number of a record as its reference; no number, no reference."""

    impl = sa.Integer
    cache_ok = True

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], str | None]:
        """Make the reference of a number, without a detour for each cell of each row."""
        start = reference(Kind(self.prefix), 0).removesuffix("0")
        return lambda number: None if number is None else f"{start}{number}"


def ref(kind: Kind, number: Any, key: str = "reference") -> sa.ColumnElement[Any]:
    """Return a column that reads as a reference."""
    return sa.type_coerce(number, ReferenceText(kind.value)).label(key)


def supplier_columns() -> tuple[sa.ColumnElement[Any], ...]:
    """Return reference and name of the supplier that was joined."""
    return ref(Kind.SUPPLIER, Supplier.number, "supplier"), Supplier.name.label("supplier_name")


def product_columns() -> tuple[sa.ColumnElement[Any], ...]:
    """Return reference and name of the product that was joined."""
    return ref(Kind.PRODUCT, Product.number, "product"), Product.name.label("product_name")


def version_columns() -> tuple[sa.ColumnElement[Any], ...]:
    """Return reference and name of the product version that was joined."""
    return (
        ref(Kind.VERSION, ProductVersion.number, "product_version"),
        ProductVersion.name.label("product_version_name"),
    )


def meeting_column() -> sa.ColumnElement[Any]:
    """Return the reference of the meeting that was joined."""
    return ref(Kind.MEETING, Meeting.number, "meeting")


_PARENTS: tuple[tuple[str, type[Any]], ...] = (
    ("supplier_id", Supplier),
    ("product_id", Product),
    ("version_id", ProductVersion),
    ("meeting_id", Meeting),
)


def joined(statement: AnySelect, model: type[Any]) -> AnySelect:
    """Join whatever a record of this model may be about."""
    for column, parent in _PARENTS:
        if hasattr(model, column):
            statement = statement.outerjoin(parent, parent.id == getattr(model, column))
    return statement


def taken(actor: Actor, model: type[Any], scope: Scope) -> tuple[sa.ColumnElement[bool], ...]:
    """Return which records are taken: those not archived, of products that are not either."""
    conditions = [model.organisation_id == actor.organisation_id]
    if scope.archived:
        return *conditions, model.archived_at.is_not(None)
    conditions.append(model.archived_at.is_(None))
    if hasattr(model, "product_id") and not scope.as_listed:
        conditions.append(Product.archived_at.is_(None))
    if scope.product is not None and (model is Product or hasattr(model, "product_id")):
        # What is about no product may be about its supplier.
        conditions.append(sa.or_(Product.id.is_(None), Product.number == scope.product))
    return tuple(conditions)


def stream(statement: AnySelect) -> Iterator[Any]:
    """Yield rows with their names, without holding them all and without making records of them."""
    yield from _result(statement)


def stream_told(statement: AnySelect) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield each row with its values by name, to be added to."""
    result = _result(statement)
    names = tuple(result.keys())
    for row in result:
        yield row, dict(zip(names, row, strict=True))


def mappings(statement: AnySelect) -> Iterator[SheetRow]:
    """Yield rows as mappings from the name of a column to its value."""
    return (told for _, told in stream_told(statement))


def _result(statement: AnySelect) -> sa.CursorResult[Any]:
    return session().connection().execute(statement.execution_options(yield_per=_AT_ONCE))


def clipped(text: str | None) -> str | None:
    """Return a text the program put together, shortened if no cell could hold it."""
    return text if text is None or len(text) <= _MOST else f"{text[:_MOST]} …"


def several(parts: Iterable[str]) -> tuple[str, ...]:
    """Return different parts for one cell; what does not fit is counted."""
    different, length = list(dict.fromkeys(parts)), 0
    for place, part in enumerate(different):
        length += len(part) + 2
        if length > _MOST // 2:
            return *different[:place], f"and {len(different) - place} more"
    return tuple(different)
