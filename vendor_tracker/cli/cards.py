"""Bring a model card in from the command line: look first, then apply."""

import json
from pathlib import Path

import click

from vendor_tracker.cli import opening
from vendor_tracker.config import Settings
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.cards.plans import CardFile, CardPlan, ClaimAct, Party, as_json
from vendor_tracker.domain.wording import count
from vendor_tracker.files.inspection import Inspector
from vendor_tracker.files.scanner import scanner_of
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import cardfiles, cardimports, cardplans, evidence_files
from vendor_tracker.services.cardimports import Applied

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MB = 1024 * 1024


@click.command("import-card", short_help="Look at a model card, or bring it in.")
@click.argument("file", type=_FILE)
@opening.organisation
@click.option("--product", help="Whose card it is, such as PRD-7; else found by its name.")
@click.option("--apply", "applies", is_flag=True, help="Bring it in; without this, only look.")
@click.option("--json", "as_json_", is_flag=True, help="Report as JSON.")
def import_card(
    file: Path, *, code: str, product: str | None, applies: bool, as_json_: bool
) -> None:
    """Bring in FILE: a CHAI Applied Model Card (.xml), or our form filled in (.xlsx)."""
    card = cardfiles.read_file(file, file.name)
    with opening.opened() as settings:
        actor = opening.actor_of(code)
        plan = cardplans.plan(actor, card, product=product)
        done = _apply(actor, settings, file, card, product) if applies else None
    if as_json_:
        told = as_json(plan, applied=done is not None)
        told |= {"made": None if done is None else {"card": done.card, "product": done.product}}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    _tell(plan)
    _tell_outcome(plan, done)


def _apply(
    actor: Actor, settings: Settings, file: Path, card: CardFile, product: str | None
) -> Applied:
    store = EvidenceStore(settings.evidence, settings.upload_limit_mb * _MB)
    with file.open("rb") as stream:
        received = evidence_files.receive(
            actor,
            store,
            stream,
            file.name,
            quota_mb=settings.evidence_quota_mb,
            inspector=Inspector(scanner_of(settings.clamav, settings.upload_limit_mb)),
        )
    return cardimports.apply(actor, card, received, product=product)


def _tell(plan: CardPlan) -> None:
    edition = f", edition {plan.file.edition}" if plan.file.edition else ""
    click.echo(f"{plan.file.file_name}: {plan.file.source.label}{edition}")
    for what, party in (
        ("Supplier", plan.supplier), ("Product", plan.product), ("Version", plan.version)
    ):  # fmt: skip
        if party is not None:
            click.echo(f"  {what}: {_named(party)}")
    click.echo(f"  Card: {plan.card or 'new'}, {plan.blanks.given} of 31 fields answered")
    for claim in plan.claims:
        ref = f" {claim.reference}" if claim.reference else ""
        said = " ".join(claim.stated.statement.split())
        said = said if len(said) <= 70 else f"{said[:69]}…"
        click.echo(f"  Claim {claim.act.value}{ref}, {claim.stated.kind.label}: {said}")
    for notice in plan.notices:
        click.echo(f"  Note: {notice}")


def _named(party: Party) -> str:
    return f"{party.name} ({party.reference or 'would be made'})"


def _tell_outcome(plan: CardPlan, done: Applied | None) -> None:
    if plan.changes_nothing:
        click.echo("Nothing changes: all of this is here already.")
    elif done is None:
        click.echo("Nothing was changed. Add --apply to bring it in.")
    else:
        made, moved = len(plan.of(ClaimAct.new)), len(plan.of(ClaimAct.changed))
        click.echo(
            f"Brought in as {done.card} of {done.product}: {count(made, 'claim')} logged, "
            f"{moved} changed, each their word only. The file is kept as {done.evidence}."
        )
