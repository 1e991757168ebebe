"""Made-up items, answers and products, for what is read from them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from vendor_tracker.domain.checklists.expressions import parse
from vendor_tracker.domain.checklists.model import Checklist, Item, Library, Section, Validity
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import AnswerFacts, EvidenceFacts
from vendor_tracker.domain.vocabulary import (
    AnsweredBy,
    AnswerState,
    Discipline,
    Gate,
    ItemAbout,
    Severity,
    Stage,
)

TODAY = date(2026, 10, 6)
PAPER = (EvidenceFacts("EVD-1", "Paper"),)


def item(code: str, **given: Any) -> Item:
    """Return an item; what is not given is of no matter."""
    fields: dict[str, Any] = {
        **dict.fromkeys(("question", "why", "counts", "not_enough", "example"), "Is it so?"),
        "checklist": code[:3],
        "section": "One",
        "about": ItemAbout.product,
        "answered_by": AnsweredBy.both,
        "ask": "Please tell us.",
        "gate": Gate.award,
        "severity": Severity.major,
        "validity": Validity(months=12),
        "sources": ("SEED-1",),
        "covered_by": "",
        "discipline": Discipline.clinical,
        **given,
    }
    when = fields.pop("when", "always")
    return Item(code=code, when=parse(when), **fields)


def library(*items: Item) -> Library:
    """Return a library with these items, by the checklist in their code."""
    names = dict.fromkeys(one.checklist for one in items)
    return Library(
        tuple(
            Checklist(name, "1.0", f"Title of {name}", "", (_section(name, items),), ())
            for name in names
        )
    )


def answer(code: str, state: AnswerState = AnswerState.met, **given: Any) -> AnswerFacts:
    """Return an answer of PRD-7, given today with a document that never lapses."""
    fields: dict[str, Any] = {"of": "PRD-7", "answered_on": TODAY, "evidence": PAPER, **given}
    return AnswerFacts(code, state=state, **fields)


def product(*items: Item, answers: Iterable[AnswerFacts] = (), **given: Any) -> ProductDossier:
    """Return a product that is being weighed up, with these items and answers."""
    fields: dict[str, Any] = {"stage": Stage.evaluating, **given}
    return ProductDossier(
        "PRD-7", library=library(*items), answers={one.item: one for one in answers}, **fields
    )


def _section(name: str, items: tuple[Item, ...]) -> Section:
    return Section("One", tuple(one for one in items if one.checklist == name))
