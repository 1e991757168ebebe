"""What is chosen on the command line for a register that comes back, and what differs."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from vendor_tracker.domain.differences import Choices, Copies, FieldState, Side
from vendor_tracker.domain.imports import ImportReport

_SHOWN = 20
_SIDES = click.Choice([side.value for side in Side])


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options by which a register is brought back."""
    for option in (
        click.option("--conflicts", type=_SIDES, help="Whose value stays, changed on both sides."),
        click.option("--choose", multiple=True, help="The same for one field: SUP-3:country=mine."),
        click.option(
            "--copies",
            type=click.Choice([one.value for one in Copies]),
            default=Copies.ASK.value,
            help="Take the first of copied rows, or the copies as new ones.",
        ),
        click.option("--leave-out", is_flag=True, help="Leave out cells that are not allowed."),
    ):
        command = option(command)
    return command


def choices(
    *, conflicts: str | None, choose: Sequence[str], copies: str, leave_out: bool
) -> Choices:
    """Return what was chosen by these options."""
    fields = {}
    for one in choose:
        name, mark, side = one.rpartition("=")
        if not mark or side not in {word.value for word in Side}:
            raise click.UsageError(f"“{one}” is not a field and a side, as in SUP-3:country=mine.")
        fields[name] = Side(side)
    return Choices(Side(conflicts) if conflicts else None, fields, Copies(copies), leave_out)


def tell(report: ImportReport) -> None:
    """Tell what differs, conflicts first, and what stays as it is."""
    ordered = sorted(report.differences, key=lambda one: one.state is not FieldState.CONFLICT)
    for one in ordered[:_SHOWN]:
        said = f"{one.name} ({one.sheet}, row {one.row}): here {one.theirs}, file {one.mine}"
        side = f", {one.side.value} stays" if one.side else ""
        click.echo(f"  {one.state.value}: {said}{side}")
    if len(ordered) > _SHOWN:
        click.echo(f"  and {len(ordered) - _SHOWN:,} more differences; --json lists them all")
    for problem in report.left_out[:_SHOWN]:
        where = f"{problem.sheet}, row {problem.row}, {problem.column}"
        click.echo(f"  left out: {where}: {problem.reason}")
    for missing in report.missing:
        click.echo(f"  not in the file, and left as they are: {', '.join(missing.references[:9])}")
