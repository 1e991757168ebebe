"""Hand out the register of an organisation: whole, chosen or blank; look it over before."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from vendor_tracker.cli import opening
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.registerchecks import verdict_of
from vendor_tracker.domain.registers import WHOLE, RegisterChoice, RegisterForm, SheetChoice
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import publishedfiles, registers
from vendor_tracker.services.registerchecks import title_of
from vendor_tracker.storage.queries.registers.checks import list_findings
from vendor_tracker.storage.queries.registers.choices import get_choice, list_choices

_ENDINGS = {".xlsx": RegisterForm.workbook, ".zip": RegisterForm.csv, ".json": RegisterForm.json}


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@opening.organisation
@click.option("--empty", is_flag=True, help="A blank register, to be filled in and brought back.")
@click.option(
    "--public", is_flag=True, help="Leave out what is confidential, contacts and payments."
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def export(file: Path, code: str, *, empty: bool, public: bool, as_json: bool) -> None:
    """Write the register to FILE, an Excel workbook (.xlsx)."""
    if empty and public:
        raise click.UsageError("A blank register holds nothing: choose --empty or --public.")
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError("The register is an Excel workbook: name a file that ends in .xlsx.")
    _check_folder(file)
    with opening.opened() as settings:
        actor = opening.actor_of(code)
        done = registers.export_register(
            actor, file, base_url=settings.base_url, public=public, empty=empty
        )
    _report(file, done, as_json=as_json)


@click.group("register")
def group() -> None:
    """Choose what of the register goes out, and look it over."""


@group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@opening.organisation
@click.option(
    "--format", "form", type=click.Choice([one.value for one in RegisterForm]),
    help="By itself: what FILE ends in (.xlsx, .zip, .json).",
)  # fmt: skip
@click.option("--choice", "name", default="", help="A register saved under this name.")
@click.option("--sheet", "sheets", multiple=True, help="A sheet, such as Costs; several times.")
@click.option("--about", default="", help="One record: PRD-7 gives all that names this product.")
@click.option("--public", is_flag=True, help="Leave out what is confidential.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def export_chosen(file: Path, code: str, *, form: str | None, as_json: bool, **wanted: Any) -> None:
    """Write chosen sheets of the register to FILE."""
    _check_folder(file)
    shape = RegisterForm(form) if form else _ENDINGS.get(file.suffix.lower())
    if shape is None:
        raise click.UsageError("Name a file that ends in .xlsx, .zip or .json, or say --format.")
    with opening.opened() as settings:
        actor = opening.actor_of(code)
        choice = _choice(actor, **wanted)
        done = registers.export_register(
            actor, file, base_url=settings.base_url, choice=choice, form=shape, name=wanted["name"]
        )
    _report(file, done, as_json=as_json)


@group.command("check")
@opening.organisation
@click.option("--choice", "name", default="", help="A register saved under this name.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def check(code: str, *, name: str, as_json: bool) -> None:
    """List what is wrong or missing in the register; it can be had whatever is found."""
    with opening.opened():
        actor = opening.actor_of(code)
        choice = _choice(actor, name=name)
        sheets = [one.name for one in choice.sheets] or list(registers.PARTS)
        found = list_findings(actor, registers.scope_of(actor), sheets)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        return
    for one in found:
        sheet, column = title_of(one)
        click.echo(f"{one.level.label}: {one.reference} ({sheet}, {column}): {one.words}")
    click.echo(f"Complete: {verdict_of(found)}.")


@group.command("list")
@opening.organisation
def list_saved(code: str) -> None:
    """List the registers that are saved under a name."""
    with opening.opened():
        for one in list_choices(opening.actor_of(code)):
            click.echo(f"{one.name}: {', '.join(sheet.name for sheet in one.choice.sheets)}")


@group.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@opening.organisation
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@click.pass_context
def verify(context: click.Context, file: Path, code: str, *, as_json: bool) -> None:
    """Say whether FILE is a published register unaltered, one with edits, or unknown."""
    with opening.opened() as settings:
        store = EvidenceStore(settings.evidence)
        found = publishedfiles.verify(opening.actor_of(code), store, file, file.name)
    cells = found.differs.changed if found.differs else []
    if as_json:
        ref = found.register.reference if found.register else None
        told = [{**asdict(one), "at": None} for one in cells]
        report = {"finding": found.finding.value, "register": ref, "cells": told}
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        click.echo(found.words)
        for line in publishedfiles.lines(found):
            click.echo(f"  {line}")
    context.exit(0 if found.finding is publishedfiles.Finding.UNALTERED else 1)


def _choice(
    actor: Actor,
    *,
    name: str = "",
    sheets: Sequence[str] = (),
    about: str = "",
    public: bool = False,
) -> RegisterChoice:
    try:
        choice = get_choice(actor, name=name).choice if name else WHOLE
    except NotFound as error:
        raise click.UsageError(f"No register is saved as “{name}”.") from error
    if sheets:
        choice = replace(choice, sheets=tuple(SheetChoice(_sheet(one)) for one in sheets))
    return replace(choice, about=about or choice.about, public=public or choice.public)


def _sheet(wanted: str) -> str:
    for name, sheet in registers.SHEETS.items():
        if wanted.casefold() in (name.casefold(), sheet.title.casefold()):
            return name
    titles = ", ".join(sheet.title for sheet in registers.SHEETS.values())
    raise click.UsageError(f"There is no sheet “{wanted}”. The sheets: {titles}.")


def _check_folder(file: Path) -> None:
    if not file.parent.is_dir():
        raise click.UsageError(f"There is no folder {file.parent}.")


def _report(file: Path, done: registers.Exported, *, as_json: bool) -> None:
    if as_json:
        report = {"file": str(file), "rows": done.rows, "left_out": asdict(done.left_out)}
        click.echo(json.dumps(report, ensure_ascii=False))
        return
    click.echo(f"{file}: {sum(done.rows.values()):,} rows on {len(done.rows)} sheets.")
