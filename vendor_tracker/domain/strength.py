"""How well a product is shown to work, and apart from it the state of its DTAC form."""

import re
from dataclasses import dataclass
from datetime import date

from vendor_tracker.domain.claim_parts import WITH_METRIC
from vendor_tracker.domain.clocks import judged_version, newest_of_each
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import ClaimFacts, EvidenceFacts
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.verdicts import standing
from vendor_tracker.domain.vocabulary import EvidenceKind, Strength, TestData, Verdict
from vendor_tracker.domain.wording import day

LADDER = tuple(Strength)
_THEIR_WORD = Strength.s1
# How well it works: a claim about hosting shows nothing of that. What nobody sorted may be one.
_OF_WORK = frozenset({*WITH_METRIC, None})
_WITH_DATA = (TestData.ours, TestData.uk)


@dataclass(frozen=True, slots=True)
class Strongest:
    """The best that shows how well a product works, with what speaks for and against it."""

    strength: Strength
    # The claim that it stands on; empty when nothing is claimed.
    claim: str = ""
    # Tested on our own patients, on others of the UK; None: nobody has said on whom.
    is_local: bool | None = None
    is_uk: bool | None = None
    # Tested on the version that we judge; None: one of the two is not known.
    is_same_version: bool | None = None
    # Something was tested, and what was found misses our bar.
    misses: bool = False

    @property
    def rung(self) -> int:
        """Return how high it stands on the ladder from 0 to 7."""
        return int(self.strength.value)

    @property
    def words(self) -> str:
        """Return it in words, such as `Independent test (4 of 7), on UK patients`."""
        if not self.claim:
            if self.misses:
                return "Nothing: what was tested misses our bar"
            return "Nothing: no claim of how well it works is recorded"
        flags = [words for words in (self._whom, self._version) if words]
        return f"{self.strength.label} ({self.rung} of 7){''.join(f', {one}' for one in flags)}"

    @property
    def _whom(self) -> str:
        if self.is_local:
            return "on our own patients"
        return "on UK patients" if self.is_uk else ""

    @property
    def _version(self) -> str:
        return "for another version" if self.is_same_version is False else ""


def strongest(product: ProductDossier, on: date) -> Strongest:
    """Return the strongest evidence of how well a product works.

    It comes from claims alone. A form about safety, data and security is no test: a claim that
    nothing but such a form supports counts as the supplier's word.
    """
    about = [claim for claim in product.claims if claim.kind in _OF_WORK]
    claims = [claim for claim in about if not _misses(claim)]
    if not claims:
        return Strongest(Strength.s0, misses=bool(about))
    forms = {e.reference for e in product.evidence if e.kind is EvidenceKind.dtac}
    judged = judged_version(product.versions, on)
    current = "" if judged is None else judged.reference
    found = [_of(claim, forms, current) for claim in claims]
    return max(found, key=_rank)


def _misses(claim: ClaimFacts) -> bool:
    """Tell whether the figures of a claim miss our bar: it shows that it does not work."""
    found = standing(claim).ours
    return found is not None and found.verdict in (Verdict.fails, Verdict.not_shown)


def strength_of(claim: ClaimFacts, forms: set[str]) -> Strength:
    """Return how well a claim is shown; `forms` are the DTAC forms, which show nothing of it."""
    given = claim.strength or (_THEIR_WORD if claim.statement else Strength.s0)
    only_forms = bool(claim.evidence) and forms.issuperset(claim.evidence)
    return min(given, _THEIR_WORD, key=LADDER.index) if only_forms else given


def _of(claim: ClaimFacts, forms: set[str], current: str) -> Strongest:
    data = {result.data for result in claim.results} - {None, TestData.unknown}
    same = claim.version == current if claim.version and current else None
    return Strongest(
        strength_of(claim, forms),
        claim.reference,
        is_local=TestData.ours in data if data else None,
        is_uk=any(one in data for one in _WITH_DATA) if data else None,
        is_same_version=same,
    )


def _rank(found: Strongest) -> tuple[int, bool, bool, bool]:
    return found.rung, found.is_same_version is not False, bool(found.is_local), bool(found.is_uk)


@dataclass(frozen=True, slots=True)
class FormState:
    """The newest DTAC form of a product; no reference means that there is none."""

    reference: str = ""
    issued_on: date | None = None
    # None: nobody can tell which form it is.
    is_current_form: bool | None = None
    is_lapsed: bool = False
    expires_on: date | None = None
    edition: str = ""

    @property
    def words(self) -> str:
        """Return it in words, such as `Current form of 3 March 2026`."""
        if not self.reference:
            return "No form"
        kind = {True: "Current form", False: "Older form", None: "Form, edition not known"}
        of = "" if self.issued_on is None else f" of {day(self.issued_on)}"
        return f"{kind[self.is_current_form]}{of}{', lapsed' if self.is_lapsed else ''}"


_NO_FORM = FormState()


def dtac_form(product: ProductDossier, on: date, limits: Limits) -> FormState:
    """Return the state of the newest DTAC form."""
    forms = [one for one in product.evidence if one.kind is EvidenceKind.dtac]
    if not forms:
        return _NO_FORM
    newest = newest_of_each(forms)[0]
    lapsed = newest.expires_on is not None and newest.expires_on < on
    is_current = is_current_form(newest, limits)
    return FormState(
        newest.reference,
        newest.issued_on,
        is_current,
        lapsed,
        newest.expires_on,
        newest.form_version,
    )


def is_current_form(form: EvidenceFacts, limits: Limits) -> bool | None:
    """Tell whether a DTAC form is the one now in use: by its edition, else by its day."""
    edition = re.search(r"[0-9]+", form.form_version)
    if edition:
        return int(edition[0]) >= limits.dtac_form_edition
    return None if form.issued_on is None else form.issued_on >= limits.dtac_form_from


def summary_lines(product: ProductDossier, on: date, limits: Limits) -> tuple[tuple[str, str], ...]:
    """Return the two lines of every summary: what shows that it works, and the DTAC form."""
    form = dtac_form(product, on, limits)
    return ("Shown to work", strongest(product, on).words), ("DTAC", form.words)
