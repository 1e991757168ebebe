"""Keep results by group of a claim, and our limit for the gap between them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import ResultFacts, ThresholdFacts
from vendor_tracker.domain.fairness import by_group
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import check_result
from vendor_tracker.domain.resulttables import group_key
from vendor_tracker.domain.verdicts import OURS
from vendor_tracker.domain.vocabulary import BarAbout, SetBy
from vendor_tracker.services import claims
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.queries.claims import get_claim

# So many results by group one claim may hold.
MOST = 400


@transactional
def set_group_results(
    actor: Actor, ref: str, *, version: int | None, results: Sequence[ResultFacts]
) -> str:
    """Make these the results by group of a claim; results for everyone stay as they are."""
    actor.must(Permission.LOG)
    stored = get_claim(actor, ref).facts
    everyone = [one for one in stored.results if one.attribute is None]
    refuse(results)
    _check_each(results, stored.metric)
    return claims.change_claim(actor, ref, version=version, results=[*everyone, *results])


@transactional
def add_group_results(
    actor: Actor, ref: str, *, version: int | None, results: Sequence[ResultFacts]
) -> str:
    """Add a table of results; a group that is there already is replaced, the others stay."""
    actor.must(Permission.LOG)
    stored = get_claim(actor, ref).facts
    grouped = [one for one in results if one.attribute is not None]
    # A new reference takes the place of the one there was.
    marked = {one.attribute for one in grouped if one.is_reference}
    new = {group_key(one) for one in grouped}
    kept = [
        _unmarked(one) if one.attribute in marked else one
        for one in by_group(stored)
        if group_key(one) not in new
    ]
    everyone = [one for one in stored.results if one.attribute is None]
    if not everyone:
        everyone = [one for one in results if one.attribute is None]
    refuse([*kept, *grouped])
    wanted = [*everyone, *kept, *grouped]
    return claims.change_claim(actor, ref, version=version, results=wanted)


@transactional
def set_gap_limit(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    value: Decimal,
    set_by: SetBy = SetBy.us,
    set_on: date | None = None,
    source: str = "",
    why: str = "",
    people: int | None = None,
    has_clinician: bool = False,
) -> str:
    """Say how far a group may fall behind by this claim, and who decided that."""
    actor.must(Permission.LOG)
    if value < 0:
        raise Refused("A limit for a gap is nought or more.", field="value")
    stored = get_claim(actor, ref).facts
    others = [
        bar
        for bar in stored.thresholds
        if not (bar.about is BarAbout.gap and bar.set_by in OURS)
    ]  # fmt: skip
    limit = ThresholdFacts(
        set_by, value, set_on, source, why, people, has_clinician, BarAbout.gap
    )  # fmt: skip
    return claims.change_claim(actor, ref, version=version, thresholds=[*others, limit])


def text_of_file(path: Path, name: str) -> str:
    """Return the table of a workbook or CSV file as text with tabs, its columns named first."""
    # What reads workbooks takes long to load, and most of the time nobody brings one.
    from vendor_tracker.excel.reader import read_table
    from vendor_tracker.excel.tables import BadCell

    table = read_table(path, name=name)
    lines = ["\t".join(_cell(heading) for heading in table.header)]
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            if isinstance(cell, BadCell):
                heading = table.header[place]
                raise Refused(f"Row {row.number}, column “{heading}”: {cell.reason}", "file")
        lines.append("\t".join(_cell(cell) for cell in row.cells))
    return "\n".join(lines)


def _cell(value: object) -> str:
    """Return a cell as it would be pasted: one line, without the sign between columns."""
    text = " ".join(str("" if value is None else value).split())
    return '"' + text.replace('"', '""') + '"' if '"' in text else text


def _check_each(results: Sequence[ResultFacts], metric: str) -> None:
    """Refuse figures that cannot be right, at the place of the result among those given."""
    for place, one in enumerate(results):
        try:
            check_result(one, metric, clock.today())
        except Refused as refusal:
            raise Refused(refusal.message, field=f"nth-{place}-{refusal.field}") from refusal


def _unmarked(result: ResultFacts) -> ResultFacts:
    return replace(result, is_reference=False)


def refuse(results: Sequence[ResultFacts]) -> None:
    """Refuse groups that stand twice, two references of one attribute, or far too many.

    The field of a refusal holds the place of the result among those given.
    """
    if len(results) > MOST:
        raise Refused(f"A claim holds at most {MOST} results by group.", field="results")
    seen: set[tuple[str, str, str]] = set()
    marked: set[str] = set()
    for place, one in enumerate(results):
        key = group_key(one)
        if not one.attribute or not one.subgroup.strip():
            raise Refused("Name the group.", field=f"nth-{place}-subgroup")
        if key in seen:
            words = f"{one.subgroup} is here already. Take one of the two away."
            raise Refused(words, field=f"nth-{place}-subgroup")
        seen.add(key)
        if one.is_reference and key[0] in marked:
            words = "Only one group of an attribute is what the others are compared with."
            raise Refused(words, field=f"nth-{place}-is_reference")
        if one.is_reference:
            marked.add(key[0])
