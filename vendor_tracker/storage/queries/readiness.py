"""Whether the database answers at the revision this program expects."""

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from vendor_tracker.storage.db import session
from vendor_tracker.storage.migrate import head


def is_ready() -> bool:
    """Tell whether pages can be served from this database."""
    try:
        found = session().scalar(sa.text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return False
    return bool(found == head())
