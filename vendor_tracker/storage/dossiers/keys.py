"""Many keys handed to a statement as one value, so that it is put together once for all."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Keys(sa.TypeDecorator[Sequence[int]]):
    """Private keys: an array on PostgreSQL, a list in JSON on SQLite."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Return the type in which the keys travel."""
        return sa.ARRAY(sa.BigInteger) if dialect.name == "postgresql" else sa.Text()

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> Any:
        """Hand the keys over as one value."""
        keys = list(value or ())
        return keys if dialect.name == "postgresql" else str(keys)


class IsGiven(FunctionElement[Any]):
    """Whether a column holds one of the `keys` that a statement is run for.

    Not said to be a boolean: SQLite would be told "= 1" of one, and use no index.
    """

    inherit_cache = True

    def __init__(self, column: Any) -> None:
        """Ask this of a column."""
        super().__init__(column, sa.bindparam("keys", type_=_Keys))


@compiles(IsGiven)
def _among_rows(element: IsGiven, compiler: SQLCompiler, **options: Any) -> str:
    column, keys = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({keys}))"  # noqa: S608 - parts put together by the compiler


@compiles(IsGiven, "postgresql")
def _among_array(element: IsGiven, compiler: SQLCompiler, **options: Any) -> str:
    column, keys = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} = ANY({keys})"
