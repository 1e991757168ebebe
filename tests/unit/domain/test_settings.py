"""The numbers that an organisation may change."""

from datetime import date

from vendor_tracker.domain.settings import Limits, limits_from, settings
from vendor_tracker.domain.vocabulary import Authority, Severity


def test_every_number_has_words_bounds_and_a_source() -> None:
    for setting in settings():
        assert setting.label
        assert setting.source
        if isinstance(setting.default, date):
            assert setting.is_day
            continue
        if not isinstance(setting.default, int):
            assert setting.default in setting.choices
            continue
        assert setting.unit
        assert setting.least <= setting.default <= setting.most


def test_a_stored_day_is_read_as_a_day() -> None:
    assert limits_from({"dtac_form_from": "2027-03-01"}).dtac_form_from == date(2027, 3, 1)


def test_a_stored_word_is_read_as_a_word() -> None:
    assert limits_from({"authority": "other"}).authority is Authority.other


def test_stored_values_replace_defaults_and_strangers_are_left_out() -> None:
    limits = limits_from({"meeting_days": "60", "no_longer_used": "1"})
    assert limits.meeting_days == 60
    assert limits.question_working_days == Limits().question_working_days == 20


def test_a_chosen_severity_stands_in_for_the_one_found() -> None:
    limits = limits_from({"severity.F40": "minor", "severity.F41": ""})
    assert limits.severity_of("F40", Severity.major) is Severity.minor
    assert limits.severity_of("F41", Severity.major) is Severity.major
