"""Say what products cost over their whole life."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import click

from vendor_tracker import clock
from vendor_tracker.cli import opening, progress
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.lifelines import work_out
from vendor_tracker.domain.lifewords import Headline, at_least, headline, sentence
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.wholelife import Amounts, Basis, Part, WholeLife, year_name
from vendor_tracker.domain.wording import count
from vendor_tracker.services import lifesummaries, settings
from vendor_tracker.storage.queries.products import list_product_choices
from vendor_tracker.storage.queries.wholelife import get_life

_TENTH = Decimal("0.1")
_VIEWS = {"economic": False, "financial": True}


@click.group("costs")
def group() -> None:
    """Say what products cost."""


@group.command(short_help="What products cost over their whole life.")
@opening.organisation
@click.option("--product", "ref", help="One product alone, such as PRD-7.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def summary(code: str, ref: str | None, as_json: bool) -> None:
    """Say what products cost over their whole life: cash, real and present value, by year."""
    with opening.opened():
        actor = opening.actor_of(code)
        limits = settings.limits(actor.organisation_id)
        refs = [ref] if ref else [one for one, _ in list_product_choices(actor)]
        found = {one: _views(actor, one, limits) for one in refs}
    if as_json:
        told = {one: {name: _told(view) for name, view in of.items()} for one, of in found.items()}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for one, views in found.items():
        click.echo(f"{one}  {sentence(views['economic'], Basis.real)}")
        if ref:
            _print_years(views)


@group.command(short_help="Work out every whole life again.")
@opening.organisation
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def refresh(code: str, as_json: bool) -> None:
    """Work out the stored whole-life figures of every product again.

    Each write keeps them right, and so does the daily pass: this is for after a restore.
    """
    with opening.opened():
        actor = opening.actor_of(code)
        with progress.bar(lifesummaries.count_priced(actor), "Working out") as move:
            done = lifesummaries.refresh_everything(actor, move)
    words = f"The whole life of {count(done, 'product')} was worked out again."
    click.echo(json.dumps({"worked_out": done}) if as_json else words)


def _views(actor: Actor, ref: str, limits: Limits) -> dict[str, WholeLife]:
    told = get_life(actor, ref).told
    on = clock.today()
    return {name: work_out(told, on, limits, with_vat=vat) for name, vat in _VIEWS.items()}


def _print_years(views: dict[str, WholeLife]) -> None:
    for name, found in views.items():
        vat = "with VAT that does not come back" if found.with_vat else "without VAT"
        click.echo(f"\n{name.capitalize()} view, {vat}; rates: {found.rates.name}")
        click.echo(f"{'':<8}" + "".join(f"{basis.label:>28}" for basis in Basis))
        for year in found.years:
            click.echo(_line(year_name(year.number), year.total, year.unknown))
        click.echo(_line("In all", found.total, len(found.unknown)))


def _line(label: str, amounts: Amounts, unknown: int) -> str:
    figures = (at_least(amounts.of(basis), unknown) for basis in Basis)
    return f"{label:<8}" + "".join(f"{figure:>28}" for figure in figures)


def _told(found: WholeLife) -> dict[str, Any]:
    return {
        "starts_on": found.life.starts_on.isoformat(),
        "life_years": found.life.years,
        "rates": found.rates.name,
        "years": [
            {"year": year.number, "unknown": year.unknown, **_amounts(year.total)}
            for year in found.years
        ],
        "total": _amounts(found.total),
        "quoted": _amounts(found.part(Part.quoted)),
        "hidden": _amounts(found.part(Part.hidden)),
        "hidden_share": _in_each(found, _hidden_percent),
        "times_quoted": _in_each(found, _multiple),
        "unknown": [line.reference for line in found.unknown],
        "vat_unclear": [line.reference for line in found.vat_unclear] if found.with_vat else [],
    }


def _in_each(found: WholeLife, tell: Callable[[Headline], str | None]) -> dict[str, str | None]:
    return {basis.value: tell(headline(found, basis)) for basis in Basis}


def _hidden_percent(head: Headline) -> str | None:
    """Return the hidden share of the known total in percent; None while nothing is known."""
    return str((head.hidden * 100 / head.total).quantize(_TENTH)) if head.total else None


def _multiple(head: Headline) -> str | None:
    return None if head.ratio is None else str(head.ratio.quantize(_TENTH))


def _amounts(amounts: Amounts) -> dict[str, str]:
    return {basis.value: str(amounts.of(basis)) for basis in Basis}
