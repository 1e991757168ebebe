"""The order of the files: those that take long begin first, so that all workers end together."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import NOW
from vendor_tracker import clock, config
from vendor_tracker.services.demonstrations import loading

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


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demonstration that nobody may change."""
    folder = tmp_path_factory.mktemp("demonstration")
    settings = config.load({"VENDOR_TRACKER_INSTANCE": str(folder)})
    with clock.set_to(NOW):
        loading.load(settings, lambda _step: None)
    return folder


@pytest.fixture(scope="module")
def demonstration(loaded_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demonstration that the tests of a file have to themselves."""
    return shutil.copytree(loaded_once, tmp_path_factory.mktemp("shown") / "instance")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long files, and leave each file in its own order."""
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONG)))
