"""The documents name what there is: every command, every setting, every target of make."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from vendor_tracker.__main__ import commands

ROOT = Path(__file__).parents[2]
# Read by the tests and the makers of this program alone.
SETTING = re.compile(r"VENDOR_TRACKER_[A-Z_]+[A-Z]")
NOT_FOR_OPERATORS = {"VENDOR_TRACKER_REAL_DATA"}
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]


def text_of(name: str) -> str:
    """Return a document."""
    return (ROOT / name).read_text(encoding="utf-8")


def rows_of(name: str, heading: str) -> list[str]:
    """Return the rows of the table that begins with a heading."""
    table = re.search(rf"^\| {heading} \|.*\n\|-.*\n((?:\|.*\n)+)", text_of(name), re.MULTILINE)
    assert table is not None
    return table[1].splitlines()


def all_commands(group: click.Group, words: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every command with the words that lead to it; a group that acts by itself, too."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from all_commands(command, (*words, name))
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield " ".join((*words, name))


def commands_of_the_readme() -> set[str]:
    """Return the commands of README's table; `flags list`, `refresh` names two of one group."""
    found = set()
    for row in rows_of("README.md", "Command"):
        group = ""
        for said in re.findall(r"`(?:vendor-tracker )?([a-z]+(?:[- ][a-z]+)*)", row.split("|")[1]):
            words = said.split()
            is_whole = len(words) > 1 or words[0] in commands.commands
            group = words[0] if is_whole else group
            found.add(said if is_whole else f"{group} {said}")
    return found


def test_the_readme_names_every_command_and_no_other() -> None:
    assert commands_of_the_readme() == set(all_commands(commands))


def settings_of_the_program() -> set[str]:
    """Return every setting that config.py reads."""
    tree = ast.parse(text_of("vendor_tracker/config.py"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    names = {text for text in texts if isinstance(text, str) and re.fullmatch(r"[A-Z_]{4,}", text)}
    return {f"VENDOR_TRACKER_{name}" for name in names - {"VENDOR_TRACKER_"}}


def test_every_setting_stands_in_the_guide_and_no_other() -> None:
    named = {row.split("`")[1] for row in rows_of("docs/install.md", "Variable")}
    assert named == settings_of_the_program() - NOT_FOR_OPERATORS
    said = {name for path in DOCUMENTS for name in SETTING.findall(text_of(str(path)))}
    assert said <= named | NOT_FOR_OPERATORS


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_leads_to_files_and_targets_that_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)`", text)) <= targets
    # Pictures are taken when the rest is done.
    for link in re.findall(r"(?<!!)\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (path.parent / link).exists(), link
    for name in re.findall(r"`((?:docs|tests|migrations|vendor_tracker|tools)/[\w./-]+)`", text):
        assert (ROOT / name).exists(), name
