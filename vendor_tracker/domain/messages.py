"""The finished message to a supplier: what we ask, to whom, with our references."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from vendor_tracker.domain.references import Kind, split
from vendor_tracker.domain.vocabulary import ContactKind, EvidenceKind, Side
from vendor_tracker.domain.wording import count, day, listed

_SAFETY = frozenset({EvidenceKind.safety_case, EvidenceKind.hazard_log})
_PAPERS = frozenset({EvidenceKind.price_list, EvidenceKind.contract, EvidenceKind.letter})
# Whom to ask when nobody is named for the matter itself.
_NEXT_BEST = (
    ContactKind.contract,
    ContactKind.commercial,
    ContactKind.other,
    ContactKind.technical,
    ContactKind.clinical,
    ContactKind.safety,
)


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to ask a supplier about; `reference` is empty for a new question."""

    reference: str
    text: str
    product: str = ""
    # What it waits for: the day due, the day it lapses, the day it was first asked.
    on: date | None = None
    side: Side | None = None
    evidence_kind: EvidenceKind | None = None
    # The question that exposes a cost.
    question: str = ""
    missing: tuple[str, ...] = ()
    # The category of a cost about which nothing is recorded yet.
    category: str = ""
    # A cost with a figure: `on` is then the day on which we learned of it.
    is_known: bool = False
    # A claim whose result fails our bar.
    falls_short: bool = False


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person at the supplier, and what they are the right contact for."""

    reference: str
    name: str
    email: str
    kinds: frozenset[ContactKind]


@dataclass(frozen=True, slots=True)
class Message:
    """A message that can be sent as it stands."""

    subject: str
    body: str
    references: tuple[str, ...]

    @property
    def paragraphs(self) -> list[str]:
        """Return the paragraphs of the message."""
        return [part.strip() for part in self.body.split("\n\n") if part.strip()]


def compose(
    matters: Sequence[Matter], recipient: Recipient | None, sender: str, organisation: str, on: date
) -> Message:
    """Return the message that asks about these matters."""
    points = [ask_words(matter, on) for matter in matters]
    greeting = f"Dear {recipient.name}," if recipient else "Dear colleague,"
    if len(points) == 1:
        asked = points[0]
    else:
        numbered = [f"{number}. {point}" for number, point in enumerate(points, 1)]
        asked = "\n\n".join([f"We would like to ask you {count(len(points), 'thing')}.", *numbered])
    closing = (
        "Please reply to this message and keep the references in the subject, so that your "
        "answer finds its place. If somebody else should answer, please tell us who."
    )
    signature = f"Kind regards,\n{sender}\n{organisation}"
    references = tuple(dict.fromkeys(m.reference for m in matters if m.reference))
    return Message(
        subject_of(matters, organisation),
        "\n\n".join([greeting, asked, closing, signature]),
        references,
    )


def subject_of(matters: Sequence[Matter], organisation: str) -> str:
    """Return the subject: what it is about, from whom, and our references."""
    products = list(dict.fromkeys(m.product for m in matters if m.product))
    about = f" about {products[0]}" if len(products) == 1 else ""
    what = "A question" if len(matters) == 1 else f"{len(matters)} questions"
    references = ", ".join(dict.fromkeys(m.reference for m in matters if m.reference))
    ending = f" [{references}]" if references else ""
    return f"{what}{about} from {organisation}{ending}"


def ask_words(matter: Matter, on: date) -> str:
    """Return what we ask about one matter, as full sentences."""
    found = split(matter.reference)
    kind = found[0] if found else None
    words = _WORDS.get(kind, _question)(matter, on) if kind else _question(matter, on)
    ending = f" ({matter.reference})" if matter.reference else ""
    return f"{words}{ending}"


def contact_kind(matter: Matter) -> ContactKind:
    """Return what the right contact for a matter is the contact for."""
    found = split(matter.reference)
    kind = found[0] if found else None
    if kind in (Kind.PROMISE, Kind.COST, Kind.CONTRACT):
        return ContactKind.contract
    if kind is Kind.CLAIM:
        return ContactKind.clinical
    if kind is Kind.EVIDENCE:
        if matter.evidence_kind in _SAFETY:
            return ContactKind.safety
        return ContactKind.contract if matter.evidence_kind in _PAPERS else ContactKind.technical
    return ContactKind.commercial


def choose_recipient(matters: Sequence[Matter], people: Iterable[Recipient]) -> Recipient | None:
    """Return the right contact for what is asked, else the next best one who can be written to."""
    known = list(people)
    wanted = [contact_kind(matter) for matter in matters]
    order = [*sorted(dict.fromkeys(wanted), key=lambda kind: -wanted.count(kind)), *_NEXT_BEST]
    reachable = [person for person in known if person.email] or known
    for kind in order:
        for person in reachable:
            if kind in person.kinds:
                return person
    return reachable[0] if reachable else None


def mail_address(email: str, subject: str, body: str) -> str:
    """Return the address that opens the message in the reader's own mail program."""
    lines = "\r\n".join(body.splitlines())
    return f"mailto:{quote(email, safe='@')}?subject={quote(subject)}&body={quote(lines)}"


def _promise(matter: Matter, on: date) -> str:
    if matter.side is Side.ours:
        return f"We said that we would do this: “{_short(matter.text)}”. Do you still need it?"
    what = f"You promised this: “{_short(matter.text)}”"
    if matter.on is None:
        return f"{what}. By which day will it be done?"
    if matter.on < on:
        return (
            f"{what}. It was due on {day(matter.on)}. When will it be done, and what holds it up?"
        )
    return f"{what}, due on {day(matter.on)}. Is it on its way?"


def _evidence(matter: Matter, on: date) -> str:
    what = f"We hold “{_short(matter.text)}” from you"
    if matter.on is None:
        return (
            f"{what}. Please send us the document itself, with its dates and the version it is for."
        )
    turn = "lapsed" if matter.on < on else "lapses"
    return f"{what}. It {turn} on {day(matter.on)}. Please send us the new one."


def _cost(matter: Matter, _on: date) -> str:
    about = f" of {matter.product}" if matter.product else ""
    asked = f" {matter.question}" if matter.question else ""
    named = f"“{_short(matter.text)}”" if matter.text else "one cost"
    if matter.is_known:
        learned = "" if matter.on is None else f", of which we learned on {day(matter.on)}"
        return (
            f"We have noted {named}{learned}, as part of the whole cost{about}. Please tell us how "
            "it comes about, whether it was in your quote, and who is to pay it."
        )
    return (
        f"We are working out the whole cost{about} and have no full figure for {named}.{asked} "
        "Please give the price without VAT, what it is per, and whether it is paid once or every "
        "year. If there is no such cost, please say so."
    )


def _claim(matter: Matter, _on: date) -> str:
    if matter.falls_short:
        return (
            f"You told us: “{_short(matter.text)}”. The result does not reach the bar that our "
            "own people set. What will you do about it, and by when?"
        )
    missing = listed(matter.missing)
    parts = (
        f" Please tell us: {missing}."
        if missing
        else (
            " Please send us the test report: how it was measured, on how many patients of which "
            "groups, when, with which version, and the range around the result."
        )
    )
    return f"You told us: “{_short(matter.text)}”.{parts}"


def _question(matter: Matter, _on: date) -> str:
    text = matter.text.strip()
    if matter.on is not None:
        asked = f"On {day(matter.on)} we asked you: “{_short(text)}”."
        return f"{asked} We have no answer yet. When may we expect it?"
    return text if text.endswith(("?", ".", "!")) else f"{text}."


def _product(matter: Matter, _on: date) -> str:
    about = f"About {matter.product}: " if matter.product else ""
    return about + (matter.question or matter.text or "please send us what is listed below.")


_WORDS = {
    Kind.PROMISE: _promise,
    Kind.EVIDENCE: _evidence,
    Kind.COST: _cost,
    Kind.CLAIM: _claim,
    Kind.QUESTION: _question,
    Kind.PRODUCT: _product,
}


def _short(text: str) -> str:
    # The sentence around it ends itself, so the full stop of the quotation goes.
    line = " ".join(text.split()).strip('“”"').rstrip(".")
    return line if len(line) <= 300 else f"{line[:299]}…"
