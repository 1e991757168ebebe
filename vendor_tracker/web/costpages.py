"""What pages about costs say, from what was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vendor_tracker import clock
from vendor_tracker.domain.costs import (
    Award,
    amount,
    borne_by_us,
    has_ended,
    is_foreseen_late,
    is_hidden,
    name_of,
    status,
    summarise,
)
from vendor_tracker.domain.costsummaries import NONE_KNOWN, CostSummary
from vendor_tracker.domain.costwords import total_words, why
from vendor_tracker.domain.drivers import DriverRow
from vendor_tracker.domain.facts import (
    CostFacts,
)
from vendor_tracker.domain.ledger import Entry, Ledger, ledger_of
from vendor_tracker.domain.money import Money, vat_amount
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.tiers import one_more, read_tiers
from vendor_tracker.domain.vocabulary import Charge, CostCategory, CostStatus, VatRecoverable
from vendor_tracker.domain.wording import capital, count, listed
from vendor_tracker.services import settings
from vendor_tracker.storage.queries.costs import CostRow
from vendor_tracker.web.auth import current_actor

_COLOURS = {
    CostStatus.not_asked: "white",
    CostStatus.waiting: "yellow",
    CostStatus.before_award: "green",
    CostStatus.late: "red",
    CostStatus.found_by_us: "red",
    CostStatus.nil: "green",
    CostStatus.nil_contradicted: "red",
    CostStatus.timing_not_known: "grey",
    CostStatus.not_applicable: "grey",
}

_TELLS = {True: "The supplier can tell us.", False: "Only we can foresee it."}


@dataclass(frozen=True, slots=True)
class CostView:
    """One cost line with its amount, its status in words and why."""

    row: CostRow
    amount: Money | None
    vat: Money | None
    status: CostStatus
    why: str
    is_hidden: bool
    is_foreseen_late: bool
    is_ours: bool
    has_ended: bool

    @property
    def facts(self) -> CostFacts:
        """Return the facts of the line."""
        return self.row.facts

    @property
    def name(self) -> str:
        """Return what the line is for."""
        return capital(name_of(self.row.facts))

    @property
    def one_more(self) -> Decimal | None:
        """Return what one more costs beyond the quantity of the line."""
        line = self.row.facts
        return one_more(
            line.quantity, line.unit_price, read_tiers(line.tiers), line.minimum, line.most
        )

    @property
    def colour(self) -> str:
        """Return the ground of the status word."""
        return _COLOURS[self.status]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the drawing: what is disclosed, hidden and foreseen late, with its total."""

    label: str
    disclosed: Money
    hidden: Money
    foreseen_late: Money
    total: str
    is_open: bool

    @property
    def known(self) -> Money:
        """Return what is known in all."""
        return self.disclosed + self.hidden + self.foreseen_late


@dataclass(frozen=True, slots=True)
class CostSheet:
    """The costs of one product: each line, what they come to, and what was hidden."""

    lines: tuple[CostView, ...]
    shared: tuple[CostView, ...]
    summary: CostSummary
    bars: tuple[Bar, ...]
    blank: tuple[CostView, ...]
    sentence: str

    @property
    def full(self) -> Money:
        """Return the longest bar."""
        return max(bar.known for bar in self.bars)


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Each kind of cost with its lines as they are shown, and the lines of no kind yet."""

    ledger: Ledger
    kinds: tuple[tuple[Entry, tuple[CostView, ...]], ...]
    unsorted: tuple[CostView, ...]


@dataclass(frozen=True, slots=True)
class FollowerView:
    """One line that follows something, with how many for each and what it comes to."""

    facts: CostFacts
    name: str
    per: Decimal
    amount: Money | None


@dataclass(frozen=True, slots=True)
class DriverView:
    """One thing that costs follow, with the lines that do."""

    row: DriverRow
    lines: tuple[FollowerView, ...]


@dataclass(frozen=True, slots=True)
class CostPanel:
    """What a line on the form comes to, and who can tell us more."""

    amount: Money | None
    vat: Money | None
    facts: CostFacts
    status: CostStatus
    why: str

    @property
    def paid(self) -> Money | None:
        """Return what we pay in the end: with the VAT that we do not get back."""
        if self.amount is None or self.vat is None:
            return None
        keeps = self.facts.vat_recoverable == VatRecoverable.yes
        return self.amount if keeps else self.amount + self.vat


def view_of(row: CostRow, on: date, limits: Limits) -> CostView:
    """Return one cost line ready to be shown."""
    facts, award = row.facts, row.award
    net = amount(facts)
    return CostView(
        row=row,
        amount=net,
        vat=None if net is None else vat_amount(net, facts.vat_rate),
        status=status(facts, award),
        why=why(facts, award, on),
        is_hidden=is_hidden(facts, award, on, limits),
        is_foreseen_late=is_foreseen_late(facts, award),
        is_ours=borne_by_us(facts),
        has_ended=has_ended(facts, on),
    )


def views_of(rows: Sequence[CostRow]) -> list[CostView]:
    """Return cost lines ready to be shown as they stand today; without one nothing is read."""
    if not rows:
        return []
    limits = settings.limits(current_actor().organisation_id)
    return [view_of(row, clock.today(), limits) for row in rows]


def sheet_of(
    rows: Sequence[CostRow], shared: Sequence[CostRow], on: date, limits: Limits
) -> CostSheet:
    """Return the costs of one product ready to be shown."""
    lines = tuple(view_of(row, on, limits) for row in rows)
    counted = [line for line in lines if line.is_ours and not line.has_ended]
    award = rows[0].award if rows else Award(is_passed=False)
    summary = summarise([row.facts for row in rows], award, on, limits)
    blank = tuple(line for line in counted if line.amount is None)
    return CostSheet(
        lines=lines,
        shared=tuple(view_of(row, on, limits) for row in shared),
        summary=summary,
        bars=_bars(summary, counted),
        blank=blank,
        sentence=_sentence(summary, counted, blank),
    )


def ledger_page(
    rows: Sequence[CostRow], shared: Sequence[CostRow], on: date, limits: Limits
) -> LedgerPage:
    """Return every kind of cost ready to be shown, with its lines."""
    views = {row.facts.reference: view_of(row, on, limits) for row in (*rows, *shared)}
    ledger = ledger_of(row.facts for row in (*rows, *shared))
    kinds_of = tuple(
        (entry, tuple(views[line.reference] for line in entry.lines)) for entry in ledger.entries
    )
    return LedgerPage(ledger, kinds_of, tuple(views[one.reference] for one in ledger.unsorted))


def followers_of(drivers: Sequence[DriverRow], rows: Sequence[CostRow]) -> list[DriverView]:
    """Return what the costs of a product follow, each with the lines that do."""
    return [
        DriverView(
            driver,
            tuple(
                FollowerView(
                    row.facts,
                    capital(name_of(row.facts)),
                    row.terms.per_driver or Decimal(1),
                    amount(row.facts),
                )
                for row in rows
                if row.facts.driver is driver.kind
            ),
        )
        for driver in drivers
    ]


def panel_of(facts: CostFacts, award: Award, on: date) -> CostPanel:
    """Return what a line on the form comes to."""
    net = amount(facts)
    vat = None if net is None else vat_amount(net, facts.vat_rate)
    return CostPanel(net, vat, facts, status(facts, award), why(facts, award, on))


def kinds() -> list[tuple[str, str]]:
    """Return each kind of cost with the question that exposes it and who can answer."""
    return [
        (kind.label, f"{kind.question} {_TELLS[kind.supplier_discloses]}") for kind in CostCategory
    ]


def _bars(summary: CostSummary, counted: Sequence[CostView]) -> tuple[Bar, ...]:
    parts = (
        (Charge.yearly, summary.year, summary.hidden_year, summary.foreseen_late_year),
        (Charge.one_off, summary.one_off, summary.hidden_one_off, summary.foreseen_late_one_off),
    )
    return tuple(
        Bar(
            charge.label,
            known - hidden - late,
            hidden,
            late,
            total_words([line.facts for line in counted], charge),
            any(line.amount is None for line in counted if line.facts.charge == charge),
        )
        for charge, known, hidden, late in parts
    )


def _hidden_words(summary: CostSummary) -> str:
    shares = [f"{share} of the known {kind} cost" for share, kind in summary.shares]
    if shares:
        more, verb = summary.hidden_unknown, "was" if len(shares) == 1 else "were"
        ending = f", and {count(more, 'more line')} without a figure" if more else ""
        return f"{capital(listed(shares))} {verb} hidden{ending}."
    is_none = summary.share_words == NONE_KNOWN
    return "No hidden cost is known." if is_none else "The hidden share is not known."


def _sentence(summary: CostSummary, counted: Sequence[CostView], blank: Sequence[CostView]) -> str:
    if not counted:
        return "No cost is recorded yet. Start with the quote, then ask for what it leaves out."
    facts = [line.facts for line in counted]
    year, once = (total_words(facts, charge) for charge in (Charge.yearly, Charge.one_off))
    words = [f"{capital(year)} a year, and {once} once."]
    words.append(_hidden_words(summary))
    if blank:
        names = listed([name_of(line.facts) for line in blank])
        lacks = count(len(blank), "line has", "lines have")
        words.append(f"{capital(lacks)} no figure: {names}.")
    return " ".join(words)
