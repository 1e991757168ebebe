"""Rules about answers to checklist items that nothing shows, or that do not hold today."""

from collections.abc import Iterable, Iterator
from datetime import date

from vendor_tracker.domain.assessing import (
    Reading,
    belongs,
    gate_items,
    reading_days,
    supplier_readings,
)
from vendor_tracker.domain.clocks import judged_version, version_days
from vendor_tracker.domain.dossier import Dossier, ProductDossier, SupplierDossier
from vendor_tracker.domain.facts import VersionFacts
from vendor_tracker.domain.gaps import (
    About,
    Action,
    Answers,
    Fact,
    Finding,
    Recheck,
    Remedy,
    fact,
    gap_rule,
    reach,
)
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import AnsweredBy, Gate, ItemAbout, Severity
from vendor_tracker.domain.wording import listed
from vendor_tracker.domain.worth import SHORT, Standing

_MOST_NAMED = 4
IN_WORDS: dict[Standing, str] = {
    Standing.not_shown: "it is answered as met, and nothing shows it",
    Standing.no_reason: "it is set aside as not applicable, and nobody has said why",
    Standing.lapsed: "what showed it has lapsed",
    Standing.other_version: "what showed it was made for another version",
    Standing.their_word: "we have only the supplier’s word",
    Standing.partly: "it is shown only in part",
    Standing.not_met: "we know that it is not met",
    Standing.to_agree: "it is set aside as not applicable, and no reviewer has agreed",
}
# What somebody says can be said anew, and worse: another day makes it another gap.
_SAID = frozenset({Standing.their_word, Standing.partly, Standing.not_met, Standing.to_agree})


@gap_rule(
    code="F21",
    version=1,
    title="Answered as met, and nothing shows it",
    source="SEED-9",
    gate=Gate.shortlist,
    about=(About.product, About.supplier),
    why="Somebody answered “met”, and no document or link stands behind the answer.",
    matters=(
        "What nobody can look up cannot be defended later. An answer without evidence is a "
        "claim of ours, as good as the supplier’s own word."
    ),
    several="One for each checklist, with all its items, so that one visit closes it.",
)
def met_without_evidence(dossier: Dossier, on: date, _limits: Limits) -> Answers:
    """Find items answered as met that no evidence is attached to, by checklist."""
    by_checklist: dict[str, list[Reading]] = {}
    for reading in own_readings(dossier, on):
        if reading.standing is Standing.not_shown and not reading.item.is_covered:
            by_checklist.setdefault(reading.item.checklist, []).append(reading)
    for code, readings in by_checklist.items():
        items = [reading.item for reading in readings]
        verb = "is" if len(items) == 1 else "are"
        yield Finding(
            key=code,
            severity=Severity.major,
            facts=tuple(_fact(dossier, reading) for reading in readings),
            says=f"{_named(items)} {verb} answered as met without evidence.",
            remedies=(
                Remedy(
                    "Attach what shows it", Action.answer_item, dossier.reference, items[0].code
                ),
            ),
            discipline=items[0].discipline,
            gate=items[0].gate,
        )


@gap_rule(
    code="F22",
    version=1,
    title="An item of the checklist falls short",
    source="DTAC, SEED-9",
    gate=Gate.shortlist,
    about=(About.product, About.supplier),
    severities=(Severity.critical, Severity.major, Severity.minor),
    why=(
        "The answer is not met, met in part, only asserted, or what showed it has lapsed; or it "
        "is critical and set aside as not applicable, and no reviewer has agreed."
    ),
    matters=(
        "Each item stands for something that went wrong elsewhere. Only an answer that is met, "
        "with evidence that is in date and made for our version, closes it, or the agreement of "
        "a second person that it cannot matter here."
    ),
    several="One for each item that falls short: each needs its own evidence, or its own waiver.",
)
def item_falls_short(dossier: Dossier, on: date, _limits: Limits) -> Answers:
    """Find items that were answered and do not hold today."""
    if not dossier.answers:
        return
    versions = dossier.versions if isinstance(dossier, ProductDossier) else ()
    for reading in _short(dossier, on):
        yield _shortfall(dossier, reading, judged_version(versions, on))
    yield from (Recheck(day) for day in _days(dossier, on))


def lapsed_evidence(dossier: Dossier, on: date) -> dict[str, Severity]:
    """Return the documents that items already name as lapsed, with how much that matters."""
    found: dict[str, Severity] = {}
    for reading in _short(dossier, on):
        answer = reading.answer
        if answer is None or reading.standing is not Standing.lapsed:
            continue
        for one in answer.evidence:
            worst = found.get(one.reference, reading.item.severity)
            found[one.reference] = min(worst, reading.item.severity, key=lambda s: s.rank)
    return found


def own_readings(dossier: Dossier, on: date) -> tuple[Reading, ...]:
    """Return what is asked by now of this product or supplier and is not another's matter."""
    if not dossier.answers:
        # All that can be said of it is that nothing is answered.
        return ()
    if isinstance(dossier, SupplierDossier):
        return supplier_readings(dossier, reach(dossier), on)
    known: tuple[Reading, ...] | None = dossier.worked_out.get((Reading, on))
    if known is None:
        readings = (reading for items in gate_items(dossier, on) for reading in items.readings)
        known = tuple(r for r in readings if belongs(r.item, r.answer, dossier.reference))
        dossier.worked_out[Reading, on] = known
    return known


def _short(dossier: Dossier, on: date) -> Iterator[Reading]:
    for reading in own_readings(dossier, on):
        if reading.standing in SHORT and not reading.item.is_covered:
            yield reading


def _shortfall(dossier: Dossier, reading: Reading, judged: VersionFacts | None) -> Finding:
    item = reading.item
    asks = item.answered_by is not AnsweredBy.us
    remedies = [Remedy("Answer it again", Action.answer_item, dossier.reference, item.code)]
    if asks:
        remedies.append(Remedy("Ask the supplier", Action.ask, dossier.reference, item.code))
    return Finding(
        key=item.code,
        severity=item.severity,
        facts=reading_facts(dossier, reading, judged),
        says=f"{item.code} {item.question} Here {IN_WORDS[reading.standing]}.",
        remedies=tuple(remedies),
        # Of us, it is the same gap at every product.
        is_set_up=item.about is ItemAbout.organisation,
        discipline=item.discipline,
        gate=item.gate,
    )


def reading_facts(
    dossier: Dossier, reading: Reading, judged: VersionFacts | None
) -> tuple[Fact, ...]:
    """Return the facts of an answer that falls short: when one moves, it is another gap."""
    answer = reading.answer
    evidence = () if answer is None else answer.evidence
    return (
        _fact(dossier, reading),
        *_said_on(dossier, reading),
        *(fact(one.reference, "expires_on", one.expires_on) for one in evidence),
        *(fact(one.reference, "version", one.version) for one in evidence if one.version),
        *_versions(reading, judged),
    )


def _versions(reading: Reading, judged: VersionFacts | None) -> Iterator[Fact]:
    """Name the version that was judged and ours where they differ: a third is another matter."""
    answer = reading.answer
    if reading.standing is Standing.other_version and judged is not None and answer is not None:
        yield fact(judged.reference, "name", judged.name)
        if answer.version:
            yield fact(answer.of, "version", answer.version)


def _days(dossier: Dossier, on: date) -> list[date]:
    days = reading_days(own_readings(dossier, on), on)
    if isinstance(dossier, ProductDossier) and dossier.answers:
        days += version_days(dossier.versions, on)
    return days


def _fact(dossier: Dossier, reading: Reading) -> Fact:
    return fact(_owner(dossier, reading), reading.item.code, reading.standing)


def _said_on(dossier: Dossier, reading: Reading) -> Iterator[Fact]:
    """Name the day of an answer that rests on words: given again, it is another matter."""
    if reading.standing in _SAID and reading.answer is not None:
        yield fact(_owner(dossier, reading), "answered_on", reading.answer.answered_on)


def _owner(dossier: Dossier, reading: Reading) -> str:
    answer = reading.answer
    return answer.of if answer is not None and answer.of else dossier.reference


def _named(items: Iterable[object]) -> str:
    codes = [getattr(item, "code", "") for item in items]
    if len(codes) > _MOST_NAMED:
        return f"{', '.join(codes[:_MOST_NAMED])} and {len(codes) - _MOST_NAMED} more"
    return listed(codes)


RULES = (met_without_evidence, item_falls_short)
