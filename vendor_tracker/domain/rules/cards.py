"""Rules about disclosure forms and model cards."""

from datetime import date

from vendor_tracker.domain.cards.blanks import (
    Blanks,
    denies_bias,
    is_from_parts,
    of_form,
    of_parts,
)
from vendor_tracker.domain.clocks import judged_version, version_days
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.gaps import Action, Answers, Finding, Recheck, Remedy, fact, gap_rule
from vendor_tracker.domain.productfacts import CardFacts
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Discipline, Gate, Severity
from vendor_tracker.domain.wording import listed

_MOST_NAMED = 6


@gap_rule(
    code="F63",
    version=1,
    title="A card leaves fields open",
    source="HTI, CHAI",
    gate=Gate.award,
    discipline=Discipline.clinical,
    why="The disclosure form or model card has blank fields, or answers “None” or “N/A”.",
    matters=(
        "What a supplier leaves out is often what it does not like to say. “None” is an answer "
        "only if somebody looked; “N/A” only if the question does not apply."
    ),
)
def fields_left_open(product: ProductDossier, on: date, _limits: Limits) -> Answers:
    """Find the card that counts today, if it leaves something open."""
    if not product.cards:
        return
    yield from (Recheck(when) for when in version_days(product.versions, on))
    card = _counting(product, on)
    form = of_form(card.fields)
    parts = of_parts(card.fields) if is_from_parts(card.fields) else None
    denied = denies_bias(card.fields)
    if not (form.unsaid or (parts is not None and parts.unsaid)):
        return
    yield Finding(
        key=product.reference,
        severity=Severity.major,
        facts=(
            *_facts(card.reference, "form", form),
            *(() if parts is None else _facts(card.reference, "parts", parts)),
            fact(card.reference, "bias_denied", denied),
        ),
        says=_says(card, form, parts, denied=denied),
        remedies=(
            Remedy("Ask the supplier for what is missing", Action.ask, product.reference),
            Remedy("Open the card and fill in what they told us", Action.view, card.reference),
        ),
    )


def _counting(product: ProductDossier, on: date) -> CardFacts:
    """Return the card of the version that we judge; else the newest one."""
    judged = judged_version(product.versions, on)
    for card in reversed(product.cards):
        if judged is not None and card.version == judged.reference:
            return card
    return product.cards[-1]


def _facts(reference: str, what: str, found: Blanks) -> tuple[tuple[str, str, str], ...]:
    named = (("blank", found.blank), ("none", found.none), ("not_applicable", found.not_applicable))
    return tuple(
        fact(reference, f"{what}_{how}", "; ".join(labels)) for how, labels in named if labels
    )


def _says(card: CardFacts, form: Blanks, parts: Blanks | None, *, denied: bool) -> str:
    words = []
    if form.unsaid:
        words.append(
            f"{card.reference} answers {form.given} of {form.total} fields of the form: "
            f"{form.words} ({_named(form)})."
        )
    if parts is not None and parts.unsaid:
        words.append(f"Of the model card’s own parts: {parts.words} ({_named(parts)}).")
    if denied:
        words.append(
            "It says “None” under known biases, beside a long text about steps taken against bias."
        )
    return " ".join(words)


def _named(found: Blanks) -> str:
    labels = list(found.unsaid)
    if len(labels) > _MOST_NAMED:
        rest = len(labels) - _MOST_NAMED
        return f"{'; '.join(labels[:_MOST_NAMED])}; and {rest} more"
    return listed(labels)


RULES = (fields_left_open,)
