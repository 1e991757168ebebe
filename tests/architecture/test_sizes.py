"""Files and functions stay small enough to be read at one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULE, TEMPLATE, FUNCTION, TEST, POSITIONAL, VIEW = 300, 100, 40, 30, 5, 20

MODULES = sorted(
    path
    for folder in ("vendor_tracker", "tests", "tools", "benchmarks", "migrations")
    for path in (ROOT / folder).rglob("*.py")
    # A first revision lists every table; it is written once and never read again.
    if "versions" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    """Yield every function of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def lines_of(node: Function) -> int:
    """Return how many lines a function takes, its decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def name_of(path: Path) -> str:
    """Return the name of a file as people say it."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= TEMPLATE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_are_short_and_take_few_arguments_by_place(path: Path) -> None:
    for node in functions(path):
        limit = TEST if node.name.startswith("test_") else FUNCTION
        assert lines_of(node) <= limit, f"{node.name} has {lines_of(node)} lines"
        # A test is called by its fixtures' names, never by place.
        given = [] if node.name.startswith("test_") else node.args.posonlyargs + node.args.args
        places = [argument for argument in given if argument.arg not in ("self", "cls")]
        assert len(places) <= POSITIONAL, f"{node.name} takes {len(places)} arguments by place"


@pytest.mark.parametrize(
    "path", [p for p in MODULES if "views" in p.parts and "tests" not in p.parts], ids=name_of
)
def test_a_view_is_thin(path: Path) -> None:
    for node in functions(path):
        if any("route" in ast.dump(d) or "bp" in ast.dump(d) for d in node.decorator_list):
            body = lines_of(node)
            assert body <= VIEW, f"{node.name} has {body} lines"
