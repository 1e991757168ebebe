"""The numbers that an organisation may change."""

from vendor_tracker.domain.settings import Limits, limits_from, settings


def test_every_number_has_words_bounds_and_a_source() -> None:
    for setting in settings():
        assert setting.label
        assert setting.unit
        assert setting.source
        assert setting.least <= setting.default <= setting.most


def test_stored_values_replace_defaults_and_strangers_are_left_out() -> None:
    limits = limits_from({"meeting_days": 60, "no_longer_used": 1})
    assert limits.meeting_days == 60
    assert limits.question_working_days == Limits().question_working_days == 20
