"""Hand out the register: whole, as a public copy, blank, or one list as it was shown."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, split
from vendor_tracker.domain.registers import WHOLE, RegisterChoice, RegisterForm, SheetChoice
from vendor_tracker.excel import sheets
from vendor_tracker.excel.about import About, Fact
from vendor_tracker.excel.plainfiles import write_csvs, write_json
from vendor_tracker.excel.properties import Properties
from vendor_tracker.excel.sheet import Sheet
from vendor_tracker.excel.sheets.drawings import DRAWINGS, Drawing
from vendor_tracker.excel.sheets.examples import example_rows
from vendor_tracker.excel.workbook import SheetRows, write_workbook
from vendor_tracker.services import legends, records, settings
from vendor_tracker.services.registerchecks import check_facts
from vendor_tracker.services.registerrows import Pack, check_choice, chosen, filter_words
from vendor_tracker.storage.db import begin_snapshot, session
from vendor_tracker.storage.queries.registers import (
    answers,
    benefits,
    cards,
    cases,
    claims,
    contracts,
    costs,
    costsummary,
    decisions,
    drivers,
    evidence,
    flags,
    kpis,
    meetings,
    overview,
    payments,
    products,
    requests,
    results,
    sources,
    suppliers,
    waivers,
    wholelife,
)
from vendor_tracker.storage.queries.registers.counts import (
    LeftOut,
    count_left_out,
    find_withheld,
)
from vendor_tracker.storage.queries.registers.links import suppliers_by_product
from vendor_tracker.storage.queries.registers.scope import Scope, SheetRow, Withheld
from vendor_tracker.storage.snapshots import PLANS

Rows = Callable[[Actor, Scope], Iterable[SheetRow]]
Out = Path | IO[bytes]


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet of the register, and what fills it."""

    sheet: Sheet
    rows: Rows


@dataclass(frozen=True, slots=True)
class Exported:
    """What was handed out: rows by sheet, and what was left out."""

    rows: dict[str, int]
    left_out: LeftOut


REGISTER: tuple[Part, ...] = (
    Part(sheets.OVERVIEW, overview.list_overview),
    Part(sheets.SUPPLIERS, suppliers.list_suppliers),
    Part(sheets.CONTACTS, suppliers.list_contacts),
    Part(sheets.PRODUCTS, products.list_products),
    Part(sheets.VERSIONS, products.list_versions),
    Part(sheets.CLAIMS, claims.list_claims),
    Part(sheets.THRESHOLDS, claims.list_thresholds),
    Part(sheets.RESULTS, claims.list_results),
    Part(sheets.GROUP_RESULTS, results.list_group_results),
    Part(sheets.COSTS, costs.list_costs),
    Part(sheets.DRIVERS, drivers.list_drivers),
    Part(sheets.STAFF_RATES, drivers.list_staff_rates),
    Part(sheets.PAYMENTS, payments.list_payments),
    Part(sheets.COST_SUMMARY, costsummary.list_cost_summary),
    Part(sheets.COST_KINDS, costsummary.list_cost_kinds),
    Part(sheets.WHOLE_LIFE, wholelife.list_whole_life),
    Part(sheets.CASES, cases.list_cases),
    Part(sheets.BENEFITS, benefits.list_benefits),
    Part(sheets.CONTRACTS, contracts.list_contracts),
    Part(sheets.KPIS, kpis.list_kpis),
    Part(sheets.MEETINGS, meetings.list_meetings),
    Part(sheets.PROMISES, meetings.list_promises),
    Part(sheets.QUESTIONS, meetings.list_questions),
    Part(sheets.REQUESTS, requests.list_requests),
    Part(sheets.REPLIES, requests.list_replies),
    Part(sheets.EVIDENCE, evidence.list_evidence),
    Part(sheets.CARDS, cards.list_cards),
    Part(sheets.ANSWERS, answers.list_answers),
    Part(sheets.DECISIONS, decisions.list_decisions),
    Part(sheets.FLAGS, flags.list_flags),
    Part(sheets.WAIVERS, waivers.list_waivers),
    Part(sheets.SOURCES, sources.list_sources),
)
PARTS: dict[str, Part] = {part.sheet.name: part for part in REGISTER}
SHEETS: dict[str, Sheet] = {name: part.sheet for name, part in PARTS.items()}


def export_register(
    actor: Actor,
    out: Out,
    *,
    base_url: str,
    choice: RegisterChoice = WHOLE,
    form: RegisterForm = RegisterForm.workbook,
    name: str = "",
    public: bool = False,
    empty: bool = False,
    more: Iterable[Fact] = (),
) -> Exported:
    """Write the register as somebody wants it; `empty` gives one to be filled in.

    `name` is what the choice is called; `public` makes any choice a public copy; `more` is told
    on the first sheet.
    """
    actor.must(Permission.VIEW)
    begin_snapshot(session())
    if empty:
        return _export_blank(actor, out)
    wanted = replace(choice, public=choice.public or public)
    check_choice(wanted, SHEETS, clock.today())
    scope = scope_of(actor, public=wanted.public, every_item=wanted.every_item, about=wanted.about)
    parts = _chosen_parts(actor, scope, wanted)
    left_out = count_left_out(actor, scope)
    checked = check_facts(actor, scope, [sheet.name for sheet, _ in parts])
    told = (*more, *_told(name, wanted), *checked)
    about = legends.about_register(
        actor, [sheet for sheet, _ in parts], left_out, told, public=wanted.public
    )
    rows = _write(actor, out, about, parts, base_url=base_url, form=form, drawings=DRAWINGS)
    return Exported(rows, left_out)


def _chosen_parts(actor: Actor, scope: Scope, choice: RegisterChoice) -> list[SheetRows]:
    """Return each sheet that is wanted, with the rows that are wanted of it."""
    pack = _pack_of(actor, choice.about) if choice.about else None
    made = []
    for name in [one.name for one in choice.sheets] or list(PARTS):
        part = PARTS[name]
        rows = part.rows(actor, scope)
        if pack is not None:
            rows = pack.filter(part.sheet, rows)
        made.append(chosen(part.sheet, rows, choice.sheet(name) or SheetChoice(name), scope.on))
    return made


def _pack_of(actor: Actor, ref: str) -> Pack:
    """Return what rows name to belong to a record; a product brings its suppliers."""
    found = split(ref)
    if found is None or found[0] not in PLANS:
        raise NotFound(ref)
    row = records.find(actor, found[0], PLANS[found[0]].model, ref)
    suppliers = suppliers_by_product(actor) if found[0] is Kind.PRODUCT else {}
    return Pack(ref, frozenset(link.reference for link in suppliers.get(row.id, ())))


def _told(name: str, choice: RegisterChoice) -> Iterator[tuple[str, object]]:
    """Say on the first sheet what was chosen."""
    if name:
        yield "Saved as", name
    if choice.about:
        yield "Only what names", choice.about
    whole = "None: every row that is not put away"
    said = [line for one in choice.sheets for line in filter_words(PARTS[one.name].sheet, one)]
    yield from said or [("Filters", whole)]
    if choice.sheet("Answers"):
        given = "Each that applies" if choice.every_item else "Those answered or given to somebody"
        yield "Items on Answers", given


def export_list(
    actor: Actor,
    out: Out,
    name: str,
    references: Sequence[str],
    *,
    base_url: str,
    filters: legends.Filters = (),
    archived: bool = False,
) -> int:
    """Write one list as it was shown: these rows, in this order; return how many they are."""
    actor.must(Permission.VIEW)
    begin_snapshot(session())
    part = PARTS[name]
    wanted = set(references)
    scope = replace(scope_of(actor), archived=archived, as_listed=True)
    rows = part.rows(actor, scope)
    found = {row["reference"]: row for row in rows if row["reference"] in wanted}
    shown = [found[ref] for ref in references if ref in found]
    about = legends.about_list(actor, part.sheet, filters)
    return _write(actor, out, about, [(part.sheet, shown)], base_url=base_url)[name]


def scope_of(
    actor: Actor, *, public: bool = False, every_item: bool = False, about: str = ""
) -> Scope:
    """Return what a register of today takes in."""
    today = clock.today()
    return Scope(
        on=today,
        limits=settings.limits(actor.organisation_id, today),
        public=public,
        # Of one record everything is wanted, also what nobody has answered yet.
        every_item=every_item or bool(about),
        about=about,
        withheld=find_withheld(actor, today) if public else Withheld(),
    )


def _export_blank(actor: Actor, out: Out) -> Exported:
    about = legends.about_blank(actor, sheets.ALL_SHEETS)
    parts: list[SheetRows] = [(sheet, example_rows(sheet)) for sheet in sheets.ALL_SHEETS]
    return Exported(_write(actor, out, about, parts, base_url=""), LeftOut())


def _write(
    actor: Actor,
    out: Out,
    about: About,
    parts: Sequence[SheetRows],
    *,
    base_url: str,
    form: RegisterForm = RegisterForm.workbook,
    drawings: Sequence[Drawing] = (),
) -> dict[str, int]:
    if form is not RegisterForm.workbook:
        return _PLAIN[form](out, about, parts)

    link_to = _links(actor, base_url) if base_url else None
    properties = Properties(about.title, clock.now(), subject=actor.organisation_name)
    return write_workbook(out, about, parts, properties, link_to=link_to, drawings=drawings)


def _links(actor: Actor, base_url: str) -> Callable[[str], str | None]:
    """Return what makes the address of a record's page: asked for each reference of each row."""
    base, code = base_url.rstrip("/"), actor.organisation_code
    starts = {kind.value: f"{base}{path_of(code, f'{kind.value}-1')}"[:-1] for kind in Kind}

    def link_to(ref: str) -> str | None:
        kind, _, number = ref.partition("-")
        if kind in starts and number.isascii() and number.isdecimal() and number[0] != "0":
            return starts[kind] + number
        try:
            return base + path_of(code, ref)
        except NotFound:
            return None

    return link_to


_PLAIN = {RegisterForm.csv: write_csvs, RegisterForm.json: write_json}
