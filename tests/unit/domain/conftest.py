"""One way to ask one rule about one dossier."""

from collections.abc import Callable
from datetime import date

import pytest

from vendor_tracker.domain.dossier import (
    Dossier,
)
from vendor_tracker.domain.gaps import Gap, find_gaps
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.settings import Limits

Find = Callable[..., tuple[Gap, ...]]
TODAY = date(2026, 10, 6)


@pytest.fixture
def find() -> Find:
    """Return a function that gives the gaps one rule finds on a day."""

    def ask(code: str, dossier: Dossier, on: date = TODAY) -> tuple[Gap, ...]:
        return find_gaps(dossier, on, (RULES_BY_CODE[code],), Limits())[0]

    return ask


@pytest.fixture
def recheck() -> Callable[..., date | None]:
    """Return a function that gives the day on which one rule looks again."""

    def ask(code: str, dossier: Dossier, on: date = TODAY) -> date | None:
        return find_gaps(dossier, on, (RULES_BY_CODE[code],), Limits())[1]

    return ask
