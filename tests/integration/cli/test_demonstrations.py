"""The demonstration: loaded wholly or not at all, only where nothing real is, and worth a look."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.conftest import NOW
from tests.integration.cli.conftest import Commands
from tools.screenshots import RESULT
from vendor_tracker import clock, config
from vendor_tracker.cli import demonstrations
from vendor_tracker.domain import examples
from vendor_tracker.domain.assessing import product_readings
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.progress import progress
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.verdicts import overall_result, standing
from vendor_tracker.domain.vocabulary import ReviewState, Stage, Verdict, WaiverState
from vendor_tracker.domain.waivers import state_of
from vendor_tracker.domain.worth import Standing
from vendor_tracker.services import chains, recheck
from vendor_tracker.services.databases import Database
from vendor_tracker.services.demonstrations import loading
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import load_product_dossiers
from vendor_tracker.storage.models import Evidence, Flag, Product, Supplier, Waiver
from vendor_tracker.storage.queries.users import find_command_actor

# A Sunday, the day after Easter Monday, the bank holiday after Christmas.
ODD_DAYS = (date(2026, 11, 22), date(2027, 3, 30), date(2026, 12, 28))
STANDINGS = {
    "CORE-01": Standing.met,
    "TRA-04": Standing.other_version,
    "TRA-05": Standing.not_shown,
    "BIA-03": Standing.not_known,
    "BIA-07": Standing.not_applicable,
    "CST-01": Standing.partly,
    "CST-02": Standing.met,
    "CST-03": Standing.their_word,
    "CST-05": Standing.not_met,
    "CST-08": Standing.not_known,
    "CST-11": Standing.lapsed,
    "CST-12": Standing.unanswered,
}
LOAD = ("demo", "load", "--instance-only")


@pytest.fixture
def shown(demonstration: Path) -> Iterator[Database]:
    """Hold a session on the loaded demonstration."""
    database = Database(config.embedded_url(demonstration))
    with database.opened():
        yield database
    database.dispose()


def loaded(folder: Path, moment: datetime) -> Path:
    """Load the demonstration into a folder at a moment."""
    settings = config.load({"VENDOR_TRACKER_INSTANCE": str(folder)})
    with clock.set_to(moment):
        loading.load(settings, lambda _step: None)
    return folder


def head_ct() -> ProductDossier:
    """Return what is known of the product whose story the pages tell."""
    product = session().scalars(sa.select(Product).where(Product.number == 7)).one()
    assert product.name == "Head CT Bleed Alert (example)"
    return load_product_dossiers(product.organisation_id, [product.id])[product.id]


@pytest.mark.usefixtures("shown")
def test_every_rule_has_something_to_show() -> None:
    shown = session().scalars(sa.select(Flag.rule_code).where(Flag.closed_on.is_(None)).distinct())
    assert set(shown) == {rule.code for rule in ALL_RULES}


@pytest.mark.usefixtures("shown")
def test_every_stage_has_a_product() -> None:
    stages = list(session().scalars(sa.select(Product.stage)))
    assert set(stages) == set(Stage)
    assert 5 <= len(stages) <= 8


@pytest.mark.usefixtures("shown")
def test_every_name_says_that_it_is_an_example() -> None:
    names = [
        *session().scalars(sa.select(Product.name)),
        *session().scalars(sa.select(Supplier.name)),
    ]
    assert [name for name in names if not name.endswith(" (example)")] == []


@pytest.mark.usefixtures("shown")
def test_the_head_ct_result_passes_their_bar_and_not_ours() -> None:
    claim = next(one for one in head_ct().claims if "96.2%" in one.statement)
    result, place = overall_result(claim), standing(claim)
    assert result is not None
    assert (result.estimate, result.low, result.high) == tuple(
        map(Decimal, ("96.2", "90.4", "98.9"))
    )
    assert place.ours is not None
    assert (place.ours.threshold.value, place.ours.verdict) == (Decimal(92), Verdict.cannot_tell)
    assert place.theirs is not None
    assert (place.theirs.threshold.value, place.theirs.verdict) == (Decimal(80), Verdict.meets)


@pytest.mark.usefixtures("shown")
def test_the_pictures_of_the_documents_show_this_story() -> None:
    raised = sa.select(Flag).where(Flag.rule_code == "F10", Flag.closed_on.is_(None))
    (flag,) = (one for one in session().scalars(raised) if RESULT in one.says)
    supplier = session().scalars(sa.select(Supplier).where(Supplier.number == 7)).one()
    assert "96.2, range 90.4 to 98.9. Our bar is 92 or more" in flag.says
    assert supplier.name == "Harrowmere Imaging (example)"


@pytest.mark.usefixtures("shown")
def test_the_head_ct_is_on_its_way_through_the_checklists() -> None:
    read = {one.item.code: one for one in product_readings(head_ct(), clock.today())}
    assert {code: read[code].standing for code in STANDINGS} == STANDINGS
    assert {Standing.lapsed, Standing.other_version} <= set(STANDINGS.values())
    costs = progress(one for code, one in read.items() if code.startswith("CST"))
    assert (costs.asked, costs.answered, costs.reviewed) == (12, 10, 6)
    returned = read["CST-03"].answer
    assert returned is not None
    assert returned.review is ReviewState.returned


@pytest.mark.usefixtures("shown")
def test_a_waiver_holds_one_is_asked_for_and_one_is_void() -> None:
    on = clock.today()
    rows = session().scalars(sa.select(Waiver).order_by(Waiver.number))
    states = [
        state_of(on, ends_on=row.ends_on, is_agreed=row.is_agreed, void_on=row.void_on)
        for row in rows
    ]
    assert states == [WaiverState.holds, WaiverState.void, WaiverState.asked]


@pytest.mark.usefixtures("shown")
def test_flags_are_at_work() -> None:
    flags = list(session().scalars(sa.select(Flag).where(Flag.version > 1)))
    assert any(flag.owner_id and flag.due_on for flag in flags)
    assert any(flag.waiting_until for flag in flags)


@pytest.mark.usefixtures("shown")
def test_what_is_stored_is_what_the_rules_find() -> None:
    actor = find_command_actor("demo")
    assert actor is not None
    assert actor.is_example
    report = recheck.check_flags(actor)
    assert (report.differences, report.waiting) == ([], [])
    assert chains.verify(actor).problem is None


@pytest.mark.usefixtures("shown")
def test_its_history_looks_lived_in() -> None:
    flags = session().execute(sa.select(Flag.opened_on, Flag.closed_on)).all()
    assert len({opened for opened, _ in flags}) > 10
    assert any(closed for _, closed in flags)
    assert len(list(session().scalars(sa.select(Evidence.file_id).where(Evidence.file_id > 0)))) > 8


@pytest.mark.parametrize("today", ODD_DAYS, ids=str)
def test_it_tells_the_same_on_any_day(tmp_path: Path, today: date) -> None:
    moment = datetime(today.year, today.month, today.day, 7, 30, tzinfo=UTC)
    folder = loaded(tmp_path / "instance", moment)
    database = Database(config.embedded_url(folder))
    with database.opened():
        with clock.set_to(moment):
            test_what_is_stored_is_what_the_rules_find()
        test_every_rule_has_something_to_show()
        test_the_pictures_of_the_documents_show_this_story()
        test_the_head_ct_result_passes_their_bar_and_not_ours()
        with clock.set_to(moment):
            test_the_head_ct_is_on_its_way_through_the_checklists()
            test_a_waiver_holds_one_is_asked_for_and_one_is_void()
    database.dispose()


def test_a_word_that_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="not a day: yesterday"):
        examples.day("yesterday", NOW.date())


def test_loading_twice_changes_nothing(demonstration: Path, command: Commands) -> None:
    command.use(demonstration)
    before = (demonstration / config.DATABASE_NAME).read_bytes()
    assert "is there already" in command("demo", "load").out
    assert (demonstration / config.DATABASE_NAME).read_bytes() == before


def test_a_load_that_was_cut_short_leaves_no_demonstration(
    command: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = examples.acts()[:60]
    broken = [*acts, examples.Act("today", "supplier", "officer", "", {"name": ""})]
    monkeypatch.setattr(examples, "acts", lambda: broken)
    assert command(*LOAD).sentence == "Enter the name the supplier trades under."
    assert not (command.instance / config.DATABASE_NAME).exists()
    monkeypatch.setattr(examples, "acts", lambda: acts)
    again = command(*LOAD)
    assert (again.code, again.out.strip()) == (0, str(command.instance))
    assert not (command.instance / ".loading").exists()


def test_a_real_organisation_is_never_shown_as_a_demonstration(installed: Commands) -> None:
    for words in (LOAD, ("demo",)):
        assert "holds a real organisation; nothing was changed" in installed(*words).sentence
    installed.use(installed.instance, DEMONSTRATION="1")
    assert "so it is not shown as a demonstration" in installed("serve").sentence


def test_a_demonstration_keeps_its_own_database(command: Commands) -> None:
    command.use(command.instance, DATABASE_URL="postgresql://127.0.0.1:9/elsewhere")
    assert "keeps an embedded database in its own folder" in command(*LOAD).sentence


def test_evidence_of_somebody_else_stays(command: Commands) -> None:
    present = command.instance / "evidence" / "rht"
    present.mkdir(parents=True)
    assert "may belong to an installation; nothing was changed" in command(*LOAD).sentence
    assert present.is_dir()


def test_an_old_demonstration_says_so(
    demonstration: Path, command: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    command.use(demonstration)
    with clock.set_to(NOW + timedelta(days=15)):
        demonstrations.prepare(8000)
    assert "was loaded on 6 October 2026; its days count from then" in capsys.readouterr().out


def test_a_demonstration_that_is_there_is_not_loaded_again(
    demonstration: Path, command: Commands
) -> None:
    before = (demonstration / config.DATABASE_NAME).stat().st_mtime_ns
    command.use(demonstration)
    settings = demonstrations.prepare(8001)
    assert (settings.demonstration, settings.host) == (True, "127.0.0.1")
    assert settings.base_url == "http://127.0.0.1:8001"
    assert (demonstration / config.DATABASE_NAME).stat().st_mtime_ns == before
