"""The application for suppliers, and links that lead into it."""

from pathlib import Path

from flask import Flask

from tests.clients import CheckingClient
from vendor_tracker.app import create_links_app
from vendor_tracker.config import Settings
from vendor_tracker.storage.db import Database

ADDRESS = "https://answers.rht.example"
LOCAL = "http://127.0.0.1:8001"


def links_app(database: Database, folder: Path, address: str = LOCAL) -> Flask:
    """Return the second application on this database."""
    settings = Settings(
        instance=folder, database_url=str(database.url), secret_key="k" * 48, links_address=address
    )
    made = create_links_app(settings, database)
    made.testing = True
    made.test_client_class = CheckingClient
    return made


def supplier_of(app: Flask) -> CheckingClient:
    """Return the browser of somebody at a supplier."""
    made = app.test_client()
    assert isinstance(made, CheckingClient)
    return made
