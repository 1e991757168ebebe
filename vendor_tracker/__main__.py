"""The command `vendor-tracker`."""

import sys

import click

from vendor_tracker import __version__, config
from vendor_tracker.cli import GROUPS, opening
from vendor_tracker.domain.errors import NotFound, ProductError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vendor-tracker")
def commands() -> None:
    """Due diligence on suppliers of AI, made traceable."""


for group in GROUPS:
    commands.add_command(group)


@commands.command()
@click.option("--port", type=int, help="Port to listen on; by default the one of the settings.")
@click.option("--host", help="Address to listen on; by default the one of the settings.")
def serve(port: int | None, host: str | None) -> None:
    """Serve the pages until stopped; also looks at due flags at start and each hour."""
    _serve(opening.settings(), host, port)


@commands.command()
@click.option("--port", type=int, default=8000, show_default=True, help="Port to listen on.")
def demo(port: int) -> None:
    """Start a demonstration with invented suppliers and products on this computer alone."""
    from vendor_tracker.cli import demonstrations

    settings = demonstrations.prepare(port)
    click.echo(f"Vendor Tracker demonstration: http://127.0.0.1:{port}/  (stop with Ctrl+C)")
    _serve(settings, "127.0.0.1", port)


def main() -> None:
    """Run a command; one sentence on standard error and exit code 1 when it is refused."""
    try:
        commands(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except NotFound as error:
        click.echo(f"There is no {error}.", err=True)
        sys.exit(1)
    except (ProductError, config.BadSettings) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _serve(settings: config.Settings, host: str | None, port: int | None) -> None:
    from vendor_tracker import serving
    from vendor_tracker.app import create_app

    serving.refuse_unsafe(settings, host or settings.host)
    database = opening.ready_database(settings)
    app = create_app(settings, database)
    serving.run(app, database, host or settings.host, port or settings.port)


if __name__ == "__main__":
    main()
