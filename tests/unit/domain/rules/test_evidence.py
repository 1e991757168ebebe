"""Rules about evidence that has run out."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    ClaimFacts,
    EvidenceFacts,
    ResultFacts,
    VersionFacts,
)
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.vocabulary import EvidenceKind, Severity, Stage

Find = Callable[..., tuple[Gap, ...]]
Recheck = Callable[..., date | None]
TODAY = date(2026, 10, 6)
OLD = VersionFacts("VER-1", "3.1", released_on=date(2025, 11, 11))
NEW = VersionFacts("VER-2", "3.2", released_on=date(2026, 6, 2))
USED = VersionFacts("VER-2", "3.2", in_use_from=TODAY + timedelta(days=1))
RELIED_ON = ClaimFacts("CLM-1", version="VER-1", relied_on=True)


def product(*evidence: EvidenceFacts, **facts: object) -> ProductDossier:
    """Return a live product with this evidence."""
    return ProductDossier("PRD-7", stage=Stage.live, evidence=evidence, **facts)  # type: ignore[arg-type]


def test_f18_a_claim_shown_for_an_older_version_than_the_one_offered(find: Find) -> None:
    (gap,) = find("F18", product(versions=(OLD, NEW), claims=(RELIED_ON,)))
    assert gap.severity == Severity.major
    assert gap.says == "1 claim was shown for another version than 3.2: CLM-1."


def test_f18_becomes_critical_on_the_day_another_version_is_in_use(
    find: Find, recheck: Recheck
) -> None:
    dossier = product(versions=(OLD, USED), claims=(RELIED_ON,))
    assert not find("F18", dossier)
    assert recheck("F18", dossier) == USED.in_use_from
    (gap,) = find("F18", dossier, TODAY + timedelta(days=1))
    assert gap.severity == Severity.critical


def test_f18_leaves_mere_statements_and_matching_claims_alone(find: Find) -> None:
    spoken = ClaimFacts("CLM-2", version="VER-1")
    fits = ClaimFacts("CLM-3", version="VER-2", relied_on=True)
    assert not find("F18", product(versions=(OLD, NEW), claims=(spoken, fits)))
    tested = ClaimFacts("CLM-4", version="VER-1", results=(ResultFacts(estimate=Decimal(90)),))
    assert find("F18", product(versions=(OLD, NEW), claims=(tested,)))


def dtac(number: int, expires_on: date | None) -> EvidenceFacts:
    """Return a DTAC form that lapses after this day."""
    return EvidenceFacts(f"EVD-{number}", "DTAC form", EvidenceKind.dtac, expires_on=expires_on)


def test_f20_announces_a_document_60_days_ahead(find: Find, recheck: Recheck) -> None:
    near, far = (product(dtac(1, TODAY + timedelta(days=days))) for days in (60, 61))
    assert find("F20", near)[0].severity == Severity.minor
    assert not find("F20", far)
    assert recheck("F20", far) == TODAY + timedelta(days=1)


def test_f20_a_document_counts_through_its_last_day(find: Find, recheck: Recheck) -> None:
    last_day = product(dtac(1, TODAY))
    assert find("F20", last_day)[0].says == "DTAC form lapses on 6 October 2026."
    assert recheck("F20", last_day) == TODAY + timedelta(days=1)
    (gap,) = find("F20", last_day, TODAY + timedelta(days=1))
    assert gap.says == "DTAC form lapsed on 6 October 2026."
    assert gap.severity == Severity.critical


def test_f20_a_newer_document_of_the_same_sort_closes_it(find: Find) -> None:
    assert not find("F20", product(dtac(1, date(2026, 1, 1)), dtac(2, date(2027, 6, 1))))
    assert not find("F20", product(dtac(1, date(2026, 1, 1)), dtac(2, None)))


def test_f20_tells_certificates_apart_by_their_words_and_not_their_years(find: Find) -> None:
    def certificate(number: int, title: str, expires_on: date) -> EvidenceFacts:
        return EvidenceFacts(f"EVD-{number}", title, EvidenceKind.certificate, "", None, expires_on)

    old = certificate(1, "Cyber Essentials 2025", date(2026, 1, 1))
    other = certificate(2, "ISO 27001", date(2028, 1, 1))
    renewed = certificate(3, "Cyber Essentials 2026", date(2027, 6, 1))
    assert [gap.severity for gap in find("F20", product(old, other))] == [Severity.major]
    assert not find("F20", product(old, other, renewed))
