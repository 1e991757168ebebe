"""Run revisions on the connection that the program hands over."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext

from vendor_tracker.storage.models import Base
from vendor_tracker.storage.types import Code, Figure, Instant, Money

STORED = {Money: "sa.BigInteger()", Figure: "sa.BigInteger()", Instant: "sa.DateTime()"}


def render_item(kind: str, item: Any, _autogen: AutogenContext) -> str | Literal[False]:
    """Write the stored type of our own column types into a revision."""
    if kind != "type":
        return False
    if isinstance(item, Code):
        return "sa.String(40)"
    return STORED.get(type(item), False)


def same_type(
    _context: Any, _inspected: Any, _column: Any, _found: Any, model: sa.types.TypeEngine[Any]
) -> bool | None:
    """Skip the comparison of our own types: they are stored as plain ones."""
    return False if isinstance(model, (Money, Figure, Instant, Code)) else None


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=render_item,
    compare_type=same_type,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
