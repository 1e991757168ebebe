"""Work out what a list would do: which rows are new, which change what, and what is wrong."""

from typing import Any

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.attention import arrives_in_catch_up
from vendor_tracker.domain.imports import Place, RowState
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Known, ProductFact
from vendor_tracker.services import catchups
from vendor_tracker.services.imports.checks import Rules, after, with_defaults
from vendor_tracker.services.imports.differences import note_missing, settle
from vendor_tracker.services.imports.drafts import NAMESAKES, Draft, PartRow, Reading
from vendor_tracker.services.imports.links import Links
from vendor_tracker.services.imports.matches import (
    Earlier,
    Matches,
    same_rows,
    tell_of_namesakes,
)
from vendor_tracker.services.imports.namings import note_lookalikes
from vendor_tracker.services.imports.shapes import Resolve, fill, fill_again
from vendor_tracker.services.imports.stores import Store
from vendor_tracker.storage.snapshots import PLANS

# Each kind after those that its rows may name.
ORDER = (
    Kind.SUPPLIER,
    Kind.CONTACT,
    Kind.PRODUCT,
    Kind.VERSION,
    Kind.CONTRACT,
    Kind.MEETING,
    Kind.CLAIM,
    Kind.COST,
    Kind.PAYMENT,
    Kind.PROMISE,
    Kind.QUESTION,
    Kind.EVIDENCE,
    Kind.DECISION,
)
_NAME_COLUMNS = ("name", "name_key", "sort_key")
_COUNTS = frozenset({"people", "n", "positives"})


def plan(actor: Actor, reading: Reading, earlier: Earlier) -> Store:
    """Fill in what becomes of every draft; return what is stored beside it."""
    store = Store(actor)
    links = Links(reading, store)
    matches = Matches(reading, store, earlier)
    rules = Rules(actor, store)
    for kind in ORDER:
        matches.by_reference(kind)
        for draft in reading.of_kind(kind):
            fill(draft, links.find)
        for draft in matches.alike(kind):
            draft.columns, draft.children = {}, {}
            fill(draft, links.find)
        if reading.is_register:
            settle(actor, reading, kind, store, links.find)
            note_missing(actor, reading, kind, store)
        for draft in reading.of_kind(kind):
            _judge(reading, draft, rules, links.find)
    tell_of_namesakes(reading, store)
    note_lookalikes(reading, store, reading.settled)
    _give_review_days(actor, reading)
    _settle_rows(reading)
    return store


def _judge(reading: Reading, draft: Draft, rules: Rules, resolve: Resolve) -> None:
    """Say what becomes of one record, once all that it names has been found."""
    if draft.state is RowState.ERROR:
        return
    _keep_known_name(draft)
    _take_parts(reading, draft)
    draft.moved = _moved(draft)
    if draft.stored is not None and not draft.moved and not draft.stored.put_away_by_undo:
        # What is here already, from whatever time, is not held against the rules of today.
        draft.state = RowState.UNCHANGED
        return
    refused = list(rules.refusals(draft))
    for refusal in refused:
        reading.refuse(draft, refusal.field or "", refusal.message)
    stored = draft.stored
    if refused:
        if draft.dropped and not _is_refused(draft):
            fill_again(draft, draft.dropped, resolve)
            draft.dropped = set()
            _judge(reading, draft, rules, resolve)
        return
    if stored is None or stored.put_away_by_undo:
        draft.state = RowState.NEW
    elif not draft.moved:
        draft.state = RowState.UNCHANGED
    else:
        draft.state = RowState.CHANGED


def _is_refused(draft: Draft) -> bool:
    return draft.state is RowState.ERROR


def _keep_known_name(draft: Draft) -> None:
    """Leave a name by which a record was found, however it is spelled in the list."""
    by_name = draft.kind is Kind.SUPPLIER or any(scheme == NAMESAKES for scheme, _ in draft.keys)
    if by_name and draft.stored is not None and draft.reference is None:
        for name in _NAME_COLUMNS:
            draft.columns.pop(name, None)
    if draft.kind is Kind.PAYMENT and draft.stored is not None:
        # It says where it was read first.
        draft.columns.pop("source", None)


def _moved(draft: Draft) -> dict[str, tuple[Any, Any]]:
    """Return what differs from what is stored: the columns, and the tables of children."""
    before = draft.stored.columns if draft.stored else {}
    moved = {
        name: (before.get(name), value)
        for name, value in draft.columns.items()
        if draft.stored is None or before.get(name) != value
    }
    for table, rows in draft.children.items():
        stored = draft.stored.children.get(table, []) if draft.stored else []
        if not same_rows(rows, stored):
            moved[table] = (stored, rows)
    return moved


def _take_parts(reading: Reading, draft: Draft) -> None:
    """Put the bars and results of a claim beside those it has; those not in the file stay."""
    models = {model.__tablename__: model for model, _ in PLANS[draft.kind].children}
    for table in dict.fromkeys(part.table for part in draft.parts):
        names = [
            column.key
            for column in models[table].__table__.columns
            if column.key not in ("id", "organisation_id", "claim_id")
        ]
        every = with_defaults(models[table], {})
        usual = {name: every[name] for name in names}
        stored = draft.stored.children.get(table, []) if draft.stored else []
        rows = [{name: row[name] for name in names} for row in stored]
        left = list(rows)
        for part in (one for one in draft.parts if one.table == table):
            _take_part(reading, part, rows, left, usual)
        draft.children[table] = rows


def _take_part(
    reading: Reading,
    part: PartRow,
    rows: list[dict[str, Any]],
    left: list[dict[str, Any]],
    usual: dict[str, Any],
) -> None:
    try:
        said = {name: _whole(name, value) for name, value in part.values.items()}
    except ValueError as error:
        reading.refuse(part, str(error), "Enter a whole number, such as 220.")
        return
    said = {name: value.strip() if type(value) is str else value for name, value in said.items()}
    # An empty cell says what is usual there.
    said = {name: usual[name] if value is None else value for name, value in said.items()}
    known = _known_part(part.table, said, left)
    if known is None:
        rows.append(usual | said)
        part.state = RowState.NEW
        return
    left.remove(known)
    if any(known[name] != value for name, value in said.items()):
        known.update(said)
        part.state = RowState.CHANGED


def _known_part(
    table: str, said: dict[str, Any], left: list[dict[str, Any]]
) -> dict[str, Any] | None:
    """Return the stored row that a row is about: the same words, else the same subject."""
    if table == "claim_threshold":
        # A register from before bars said what they limit still finds its bars.
        about = ("about",) if "about" in said else ()
        subjects: tuple[tuple[str, ...], ...] = ((*about, "set_by", "set_on"), (*about, "set_by"))
    else:
        # A register from before groups were told apart still finds its results.
        by = ("attribute",) if "attribute" in said else ()
        subjects = ((*by, "subgroup", "tested_on"), (*by, "subgroup"))
    for names in (tuple(said), *subjects):
        same = [row for row in left if all(row[name] == said.get(name) for name in names)]
        if len(same) == 1 or (same and names == tuple(said)):
            return same[0]
    return None


def _whole(name: str, value: Any) -> Any:
    if name not in _COUNTS:
        return value
    if value != value.to_integral_value() or value < 0:
        raise ValueError(name)
    return int(value)


def _give_review_days(actor: Actor, reading: Reading) -> None:
    """Give all that arrive bought or in use their days of review at once."""
    arriving = {
        str(draft.temporary): draft
        for draft in reading.of_kind(Kind.PRODUCT)
        if draft.stored is None
        and draft.state is RowState.NEW
        and arrives_in_catch_up(after(draft)["stage"])
    }
    arrivals = [catchups.arrival(key, _facts(draft)) for key, draft in arriving.items()]
    for key, on in catchups.give_review_days(actor, arrivals).items():
        arriving[key].columns["catch_up_on"] = on


def _facts(draft: Draft) -> dict[ProductFact, Known]:
    about = after(draft)["about"] or {}
    return {ProductFact(name): Known(answer[0]) for name, answer in about.items()}


def _settle_rows(reading: Reading) -> None:
    """Say for each row of the file what becomes of it: the strongest of what it holds."""
    states: dict[Place, set[RowState]] = {}
    for draft in reading.drafts:
        if not (draft.parts and draft.place == draft.parts[0].place):
            states.setdefault(draft.place, set()).add(draft.state)
        for place in draft.more_places:
            states.setdefault(place, set()).add(RowState.UNCHANGED)
        for part in draft.parts:
            bad = RowState.ERROR if draft.state is RowState.ERROR else part.state
            states.setdefault(part.place, set()).add(bad)
    order = (RowState.ERROR, RowState.NEW, RowState.CHANGED, RowState.UNCHANGED)
    for place, state in reading.rows.items():
        found = states.get(place, set())
        if state is None or (state is not RowState.SKIPPED and found):
            held = {state} if state else set()
            reading.rows[place] = next((s for s in order if s in found | held), RowState.SKIPPED)
