"""Checklists are published once and for all: another text under the same version stops us."""

import logging

import pytest
import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.loading import ORDER
from vendor_tracker.services import checklists, organisations, recheck, settings
from vendor_tracker.services.checklists import AlteredChecklist
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import ChecklistVersion
from vendor_tracker.storage.triggers import drop_triggers, make_triggers


def alter(database: Database, organisation_id: int) -> None:
    """Write past the program what it would never write."""
    with database.engine.connect() as plain:
        connection = plain.execution_options(write=True)
        with connection.begin():
            drop_triggers(connection)
            connection.execute(
                sa.update(ChecklistVersion)
                .where(ChecklistVersion.organisation_id == organisation_id)
                .where(ChecklistVersion.code == "CORE")
                .values(sha256="0" * 64)
            )
            make_triggers(connection)


def test_what_comes_with_the_program_is_published_word_for_word(any_actor: Actor) -> None:
    rows = session().execute(
        sa.select(ChecklistVersion.code).where(
            ChecklistVersion.organisation_id == any_actor.organisation_id
        )
    )
    assert set(rows.scalars()) == set(ORDER)


def test_an_altered_checklist_stops_the_start_and_no_other_organisation(
    any_database: Database, any_actor: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    checklists.refuse_altered(any_database)
    other = organisations.add_organisation(code="other", name="Other Board (example)")
    for one in (any_actor, other):
        settings.save_setting(one, "meeting_days", 30, "A test")
    session().close()
    alter(any_database, any_actor.organisation_id)
    with pytest.raises(AlteredChecklist, match=r"CORE 1\.0 is not the one that was published"):
        checklists.refuse_altered(any_database)
    with caplog.at_level(logging.ERROR, "vendor_tracker"):
        recheck.run_all(any_database)
    assert "nothing was looked at" in caplog.text
    with any_database.opened():
        assert recheck.count_due(other) == 0
