"""Every table belongs to one organisation, unless it stands in a list."""

import sqlalchemy as sa

from vendor_tracker.domain.references import Kind
from vendor_tracker.storage.models import Base, Flag
from vendor_tracker.storage.models.base import Record
from vendor_tracker.storage.snapshots import PLANS

# Tables of people and of the system itself; everything else is an organisation's.
GLOBAL = {
    "login_session",
    "one_time_link",
    "organisation",
    "sign_in_attempt",
    "system_event",
    "system_head",
    "user",
}
# Rows that are found by organisation and something else; nothing points at them.
WITHOUT_PAIR = {
    "audit_event",
    "chain_head",
    "product_status",
    "reference_counter",
    "revision",
    "supplier_status",
}


def test_every_other_table_has_an_organisation() -> None:
    for name, table in Base.metadata.tables.items():
        if name not in GLOBAL:
            assert not table.columns["organisation_id"].nullable, name


def test_every_parent_can_be_pointed_at_by_organisation_and_id() -> None:
    for name, table in Base.metadata.tables.items():
        if name in GLOBAL | WITHOUT_PAIR:
            continue
        pairs = [
            {column.name for column in constraint.columns}
            for constraint in table.constraints
            if isinstance(constraint, sa.UniqueConstraint)
        ]
        assert {"organisation_id", "id"} in pairs, name


def test_no_link_reaches_into_another_organisation() -> None:
    for name, table in Base.metadata.tables.items():
        for constraint in table.foreign_key_constraints:
            target = constraint.referred_table.name
            assert constraint.ondelete is None, f"{name} deletes with {target}"
            if target not in GLOBAL:
                assert "organisation_id" in constraint.column_keys, f"{name} to {target}"


def test_every_kind_of_record_is_in_the_history() -> None:
    recorded = {plan.model for plan in PLANS.values()}
    records = {
        mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)
    }
    # A flag follows from records; what people note on it is in the history all the same.
    assert records == recorded - {Flag}
    assert set(PLANS) == set(Kind) - {Kind.BATCH, Kind.JOB}


def test_every_record_refuses_a_version_that_moved_on() -> None:
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Record):
            assert mapper.version_id_col is not None, mapper.class_
