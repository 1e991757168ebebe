"""The command `vendor-tracker`."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _unswept() -> Iterator[None]:
    """Load without searching for garbage: what a start loads stays, and is never garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


with _unswept():
    import click

    from vendor_tracker import __version__, config
    from vendor_tracker.cli import GROUPS, demonstrations, opening
    from vendor_tracker.domain.errors import NotFound, ProductError
    from vendor_tracker.services import checklists, databases

_INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="vendor-tracker")
def commands() -> None:
    """Due diligence on suppliers of AI, made traceable."""


@commands.command(short_help="Serve the pages until stopped.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; by default as in the settings.")
@click.option("--host", help="Address to listen on; by default the one of the settings.")
@click.option("--links", is_flag=True, help="Serve the links for suppliers instead, alone.")
def serve(port: int | None, host: str | None, links: bool) -> None:
    """Serve the pages until stopped; also looks at due flags at start and each hour."""
    settings = opening.settings()
    if links:
        _serve_links(settings, host or settings.host, port or settings.links_port)
        return
    given = settings.served_at(port or settings.port)
    _serve(given, host or given.host, given.port)


@commands.group(invoke_without_command=True, short_help="Start the demonstration here.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on.",
)
@click.pass_context
def demo(context: click.Context, port: int) -> None:
    """Start a demonstration with invented suppliers and products on this computer alone."""
    if context.invoked_subcommand is None:
        settings = demonstrations.prepare(port)
        _serve(settings, settings.host, port)


demo.add_command(demonstrations.load)
for group in GROUPS:
    commands.add_command(group)


def main(arguments: list[str] | None = None) -> None:
    """Run a command; one sentence on standard error and exit code 1 when it is refused."""
    try:
        sys.exit(commands(arguments, standalone_mode=False))
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except Exception as error:
        words = _words(error)
        if words is None:
            raise
        click.echo(words, err=True)
        sys.exit(1)


def _words(error: Exception) -> str | None:
    """Return the one sentence for an error a person can do something about; else None."""
    match error:
        case click.ClickException():
            return error.format_message()
        case NotFound():
            return f"There is no {error}."
        case ProductError() | config.BadSettings():
            return str(error)
        case OSError():
            about = f"{error.filename}: " if error.filename else ""
            return f"{about}{error.strerror or error}."
        case _:
            return databases.why_unreachable(error)


def _serve(settings: config.Settings, host: str, port: int) -> None:
    with _unswept():
        from vendor_tracker import serving
        from vendor_tracker.app import create_app

    serving.refuse_unsafe(settings, host)
    database = opening.ready_database(settings)
    if settings.demonstration:
        serving.refuse_real_organisation(database)
    checklists.refuse_altered(database)
    app = create_app(settings, database)
    what = "Vendor Tracker demonstration" if settings.demonstration else "Vendor Tracker"
    words = f"{what}: {settings.base_url}/  (stop with Ctrl+C)"
    serving.run(app, database, host, port, lambda: click.echo(words))


def _serve_links(settings: config.Settings, host: str, port: int) -> None:
    with _unswept():
        from vendor_tracker import serving
        from vendor_tracker.app import create_links_app

    serving.refuse_unsafe_links(settings, host)
    database = opening.ready_database(settings)
    app = create_links_app(settings, database)
    words = f"Links for suppliers: {settings.links_address}/  (stop with Ctrl+C)"
    serving.answer(app, host, port, lambda: click.echo(words))
    database.dispose()


if __name__ == "__main__":
    main()
