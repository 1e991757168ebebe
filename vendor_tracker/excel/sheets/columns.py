"""Columns that several sheets of the register share."""

from collections.abc import Mapping

from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Coded, Doubt, Severity
from vendor_tracker.excel.sheet import CellKind, Column, Tone

_DOUBT_TONES = {
    Doubt.at_least.label: Tone.WARNING,
    Doubt.not_known.label: Tone.WARNING,
    Doubt.left_out.label: Tone.QUIET,
}
SEVERITY_TONES = {
    Severity.critical.label: Tone.BAD,
    Severity.major.label: Tone.WARNING,
    Severity.minor.label: Tone.NOTE,
}
_FOR_NEW = "Leave it empty for a new row, or write NEW-1 to name the row in other sheets."
_OR_NAME = "A reference such as {}-3, or the exact name."


def own_reference(kind: Kind) -> Column:
    """Return the first column of a sheet of records: what names the row."""
    note = f"What names this row, such as {kind.value}-3. {_FOR_NEW}"
    return Column(
        "Reference",
        "reference",
        kind=CellKind.REFERENCE,
        link=True,
        refers_to=(kind,),
        note=note,
    )


def worked_out_reference(title: str, key: str, *kinds: Kind, link: bool = True) -> Column:
    """Return a reference that nobody types."""
    return Column(title, key, kind=CellKind.REFERENCE, link=link, refers_to=kinds, read_only=True)


def refers(title: str, key: str, kind: Kind, *, must: bool = False) -> Column:
    """Return a column that names one other record."""
    named = kind in {Kind.SUPPLIER, Kind.PRODUCT}
    note = _OR_NAME.format(kind.value) if named else f"A reference such as {kind.value}-3."
    return Column(
        title,
        key,
        kind=CellKind.REFERENCE,
        link=True,
        refers_to=(kind,),
        note=note,
        must=must,
    )


def refers_to_many(title: str, key: str, kind: Kind) -> Column:
    """Return a column that names several other records in one cell."""
    note = f"{_OR_NAME.format(kind.value)} Several are parted by semicolons."
    return Column(
        title,
        key,
        kind=CellKind.REFERENCE,
        link=True,
        refers_to=(kind,),
        note=note,
        many=True,
    )


def name_of(title: str, key: str) -> Column:
    """Return the name that goes with a reference, for readers."""
    return Column(title, key, read_only=True, note="The name that goes with the reference.")


def coded(
    title: str,
    key: str,
    words: type[Coded],
    *,
    note: str | None = None,
    read_only: bool = False,
    must: bool = False,
    many: bool = False,
    tones: Mapping[str, Tone] | None = None,
) -> Column:
    """Return a column of words from a list."""
    return Column(
        title,
        key,
        kind=CellKind.CHOICE,
        coded=words,
        note=note,
        read_only=read_only,
        must=must,
        many=many,
        tones=tones,
    )


def told(title: str, key: str, note: str | None = None) -> Column:
    """Return a column of text that the program fills in."""
    return Column(title, key, read_only=True, note=note)


def yes_no(title: str, key: str, note: str) -> Column:
    """Return a column of Yes and No that the program fills in."""
    return Column(title, key, kind=CellKind.YESNO, read_only=True, note=note)


def day(title: str, key: str, *, note: str | None = None, read_only: bool = False) -> Column:
    """Return a column of dates."""
    return Column(title, key, kind=CellKind.DATE, note=note, read_only=read_only)


def number(title: str, key: str, *, note: str | None = None, read_only: bool = False) -> Column:
    """Return a column of numbers that are not money."""
    return Column(title, key, kind=CellKind.NUMBER, note=note, read_only=read_only)


def amount(title: str, key: str, *, note: str | None = None) -> tuple[Column, Column]:
    """Return an amount that the program works out, and its doubt beside it."""
    return (
        Column(title, key, kind=CellKind.MONEY, read_only=True, note=note),
        doubt(title, key),
    )


def doubt(title: str, key: str) -> Column:
    """Return the column that says how sure an amount is."""
    return Column(
        f"{title}: how sure",
        f"{key}_doubt",
        kind=CellKind.CHOICE,
        coded=Doubt,
        read_only=True,
        tones=_DOUBT_TONES,
        note="What each word means stands on the sheet About.",
    )


def confidential() -> tuple[Column, ...]:
    """Return the columns that keep a row out of a public copy."""
    return (
        Column(
            "Confidential",
            "confidential",
            kind=CellKind.YESNO,
            note="Yes leaves this row out of a public copy. Say why beside it.",
        ),
        Column("Confidential because", "confidential_reason"),
        day("Confidential until", "confidential_until", note="Empty means without an end."),
    )


def replies() -> Column:
    """Return the column of what the supplier says to a record: its right of reply."""
    return told("What the supplier says to this", "replies", note="Its right of reply.")


def row_version() -> Column:
    """Return the hidden column that tells whether somebody changed the row meanwhile."""
    return Column(
        "Row version",
        "version",
        kind=CellKind.NUMBER,
        read_only=True,
        hidden=True,
        note="Do not change this: it tells whether somebody changed the row meanwhile.",
    )
