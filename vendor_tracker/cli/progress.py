"""Show how far long work has come; only to a person at a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click


@contextmanager
def bar(length: int, label: str) -> Iterator[Callable[[int], None]]:
    """Hold a bar on standard error; the function it gives moves it on."""
    stream: TextIO = sys.stderr
    with click.progressbar(
        length=length, label=label, file=stream, hidden=not stream.isatty()
    ) as shown:
        yield shown.update


def step(words: str) -> None:
    """Name the step that begins now."""
    stream: TextIO = sys.stderr
    if stream.isatty():
        click.echo(f"  {words}", err=True)
