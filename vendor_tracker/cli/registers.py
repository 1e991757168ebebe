"""Hand out the register of an organisation as a workbook."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from vendor_tracker.cli import opening
from vendor_tracker.services import registers


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
    if not file.parent.is_dir():
        raise click.UsageError(f"There is no folder {file.parent}.")
    with opening.opened() as settings:
        actor = opening.actor_of(code)
        done = registers.export_register(
            actor, file, base_url=settings.base_url, public=public, empty=empty
        )
    if as_json:
        report = {"file": str(file), "rows": done.rows, "left_out": asdict(done.left_out)}
        click.echo(json.dumps(report, ensure_ascii=False))
        return
    click.echo(f"{file}: {sum(done.rows.values()):,} rows on {len(done.rows)} sheets.")
