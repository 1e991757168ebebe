"""What the first sheet of a workbook says: who made it, what it leaves out, what words mean."""

from collections.abc import Iterable, Iterator, Sequence

from vendor_tracker import __version__, clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.clocks import MEANINGS, WORDS, Clock
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.vocabulary import Coded, ProductFact, SupplierRole, Verdict
from vendor_tracker.excel.about import About, Fact
from vendor_tracker.excel.meaning import CLEAR, EXAMPLE, NEW
from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.services import chains
from vendor_tracker.storage.queries.registers.counts import LeftOut

Filters = Sequence[tuple[str, str]]

_READING = (
    ("Grey headings", "Worked out by the program; what is typed there is not taken over"),
    ("References", "Such as PRD-7: they never change, and each leads to its page"),
)
_FULL = (
    ("An empty cell", "Not known, or nothing to say; it never means nought"),
    (CLEAR, "Write this in a cell to empty what is stored; an empty cell leaves it as it is"),
    *_READING,
)
_BLANK = (
    ("Examples", f"Rows that begin with {EXAMPLE} are left out when the file comes back"),
    ("A new row", f"Leave the reference empty, or write {NEW}1 to name the row in other sheets"),
    ("An empty cell", "Not known; nothing is changed to nought"),
    *_READING,
)


def about_register(
    actor: Actor, sheets: Sequence[Sheet], left_out: LeftOut, told: Iterable[Fact], *, public: bool
) -> About:
    """Return the first sheet of the register of an organisation; `told` is what was chosen."""
    facts: list[Fact] = [
        *_made(actor, "Public copy" if public else "Register"),
        *told,
        ("Rows put away, left out", left_out.archived),
    ]
    if public:
        facts += [
            ("Confidential rows, left out", left_out.confidential),
            ("Flags that rest on them, left out", left_out.flags),
            ("Contacts, left out", left_out.contacts),
            ("Payments, left out", left_out.payments),
            ("Business cases, left out", left_out.cases),
            ("Requests to suppliers, left out", left_out.requests),
        ]
    facts += [*_chain(actor), *_rules(), *_FULL]
    return About(f"Register of {actor.organisation_name}", facts, legend_of(sheets))


def about_blank(actor: Actor, sheets: Sequence[Sheet]) -> About:
    """Return the first sheet of a register to be filled in."""
    facts = [*_made(actor, "Blank register, to be filled in and brought back"), *_BLANK]
    return About(f"Blank register of {actor.organisation_name}", facts, legend_of(sheets))


def about_list(actor: Actor, sheet: Sheet, filters: Filters) -> About:
    """Return the first sheet of one list, with the filters that were in use."""
    chosen: list[Fact] = [(f"Filter: {name}", value) for name, value in filters]
    facts = [
        *_made(actor, "One list, as it was shown"),
        *(chosen or [("Filters", "None")]),
        *_chain(actor),
        *_FULL,
    ]
    return About(f"{sheet.title} of {actor.organisation_name}", facts, legend_of([sheet]))


def legend_of(sheets: Iterable[Sheet]) -> list[tuple[str, str]]:
    """Return every coded word of these sheets with its meaning, each list of words once."""
    listed = list(sheets)
    keys = {column.key for sheet in listed for column in sheet.columns}
    coded = [
        (f"{title}: {member.label}", member.hint)
        for title, words in _coded(listed)
        for member in words
    ]
    return [*coded, *(line for key, lines in _WORKED_OUT for line in lines if key in keys)]


def _coded(sheets: Iterable[Sheet]) -> Iterator[tuple[str, type[Coded]]]:
    seen: set[type[Coded]] = set()
    for sheet in sheets:
        for column in sheet.columns:
            if column.coded is not None and column.coded not in seen:
                seen.add(column.coded)
                yield _TITLES.get(column.coded.__name__, column.title), column.coded


# Lists that several columns share go by a name of their own.
_TITLES = {
    "Doubt": "How sure",
    "Known": "What is known",
    "SetBy": "Chosen by",
    "Gate": "Gate",
    "SupplierSize": "Size of a supplier",
    "ClaimKind": "Kind of claim",
    "CostCategory": "Category of cost",
    "EvidenceKind": "Kind of evidence",
    "MeetingKind": "Kind of meeting",
    "ContactKind": "Contact for",
}


# Words that the program works out, or that head columns: each with a column that has them.
_WORKED_OUT: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "suppliers_developer",
        tuple((f"Role of a supplier: {role.label}", role.hint) for role in SupplierRole),
    ),
    ("fact_dev", tuple((f"About a product: {fact.label}", fact.hint) for fact in ProductFact)),
    (
        "verdict_ours",
        (
            *((f"Against a bar: {verdict.label}", verdict.hint) for verdict in Verdict),
            ("Against a bar: No bar of ours", "Nobody here has set one, so nothing is judged yet"),
        ),
    ),
    ("clock", tuple((f"Clocks: {WORDS[clock]}", MEANINGS[clock]) for clock in Clock)),
)


def _made(actor: Actor, kind: str) -> list[Fact]:
    return [
        ("Organisation", actor.organisation_name),
        ("Code", actor.organisation_code),
        ("Kind", kind),
        ("Made by", actor.name),
        ("Made at", clock.now()),
        ("Speaks of", clock.today()),
        ("Program", f"Vendor Tracker {__version__}"),
    ]


def _chain(actor: Actor) -> list[Fact]:
    seq, digest = chains.head_of(actor.organisation_id)
    return [("Audit chain: last link", seq), ("Audit chain: its hash", digest)]


def _rules() -> list[Fact]:
    return [(f"Rule {rule.code}, version {rule.version}", rule.title) for rule in ALL_RULES]
