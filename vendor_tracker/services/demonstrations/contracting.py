"""Write the parts of a contract of the demonstration."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.contractrows import (
    BreakRow,
    ContractRow,
    KpiRow,
    NoticeRow,
    RatingRow,
)
from vendor_tracker.domain.contracts import ContractPart
from vendor_tracker.domain.vocabulary import NoticeKind, Rating
from vendor_tracker.services import contractterms

_MAKE: dict[str, Callable[..., ContractRow]] = {
    "breaks": BreakRow,
    "notices": NoticeRow,
    "measures": KpiRow,
    "ratings": RatingRow,
}
_WORDS: dict[str, Callable[[Any], Any]] = {"kind": NoticeKind, "rating": Rating}


def is_row_of(name: str) -> bool:
    """Tell whether a field of an act holds rows of a contract."""
    return name in _MAKE


def row(name: str, given: Mapping[str, Any], day: Callable[[str], date]) -> ContractRow:
    """Return one row as its service takes it; unlike other figures, a target is a text."""
    told: dict[str, Any] = {"place": None} if name == "measures" else {}
    for field, value in given.items():
        is_day = field.endswith("_on") or field == "notice_by"
        told[field] = day(value) if is_day else _WORDS.get(field, _same)(value)
    return _MAKE[name](**told)


def write_contract(
    actor: Actor,
    contract: str,
    *,
    version: int | None,
    breaks: Sequence[BreakRow] = (),
    notices: Sequence[NoticeRow] = (),
    measures: Sequence[KpiRow] = (),
    ratings: Sequence[RatingRow] = (),
    **terms: Any,
) -> None:
    """Write some terms of a contract, and the rows that are given."""
    contractterms.save_terms(actor, contract, version=version, **terms)
    given: dict[ContractPart, Sequence[ContractRow]] = {
        ContractPart.breaks: breaks,
        ContractPart.notices: notices,
        ContractPart.measures: measures,
        ContractPart.ratings: ratings,
    }
    for part, rows in given.items():
        if rows:
            contractterms.save_rows(actor, contract, part, version=version, rows=rows)


def _same(value: Any) -> Any:
    return value
