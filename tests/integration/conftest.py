"""The order of the files: those that take long begin first, so that all workers end together."""

import pytest

# With `--dist loadfile` one worker has a file to itself; the last to begin should be a short one.
LONG = (
    "test_hostile.py",
    "test_imports_lists.py",
    "test_demonstrations.py",
    "test_wheel.py",
    "test_remedies.py",
    "test_registers.py",
    "test_imports_register.py",
    "test_matrix.py",
    "test_costs.py",
    "test_flagwork.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long files, and leave each file in its own order."""
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONG)))
