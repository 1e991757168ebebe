"""A workbook that came back, held against its request question by question."""

from vendor_tracker.domain.requestlines import RequestLine
from vendor_tracker.domain.requestplans import RequestPlan, ReturnedFile, Said, Taking, plan
from vendor_tracker.domain.requests import Given
from vendor_tracker.domain.vocabulary import AnswerKind, RequestReview

HERE = "rht QNR-1"


def line(
    code: str = "TST-01",
    *,
    review: RequestReview = RequestReview.waiting,
    kind: AnswerKind = AnswerKind.state,
    value: str = "",
    words: str = "",
) -> RequestLine:
    """Return a question with what is held as its answer."""
    return RequestLine(
        code, "TST", "1.0", "Testing", "How is it tested?", "", kind, (), None, "", value, words,
        False, False, "", None, None, "", review, "", None,
    )  # fmt: skip


def held_against(
    *rows: Said, asked: RequestLine | None = None, made_for: str = HERE
) -> RequestPlan:
    """Return what would become of these rows for one question."""
    return plan(ReturnedFile("back.xlsx", made_for, rows), HERE, [asked or line()])


def said(value: str = "", words: str = "", *, code: str = "TST-01", ask: str = "") -> Said:
    """Return one row of the workbook."""
    return Said("Row 2 of “Testing”", Given(code, value, words), ask)


def test_an_answer_is_taken_and_an_empty_row_stays_open() -> None:
    assert held_against(said("Yes", "In a study.")).taken == (
        Given("TST-01", "Yes", "In a study."),
    )
    for empty in ((), (said(),)):
        (one,) = held_against(*empty).answers
        assert one.taking is Taking.blank


def test_the_same_row_twice_is_one_answer_and_two_answers_are_asked_about() -> None:
    assert len(held_against(said("Yes"), said("Yes")).taken) == 1
    (one,) = held_against(said("Yes"), said("No")).answers
    assert one.taking is Taking.faulty
    assert "answered twice" in one.why


def test_what_was_handed_in_before_is_left_as_it_is() -> None:
    done = line(review=RequestReview.accepted, value="Yes", words="In a study.")
    assert held_against(said("Yes", "In a study."), asked=done).of(Taking.same)
    assert held_against(said("No"), asked=done).of(Taking.settled)
    back = line(review=RequestReview.returned, value="Yes", words="In a study.")
    assert held_against(said("Yes", "In a study."), asked=back).of(Taking.same)
    assert held_against(said("Yes", "In two studies."), asked=back).of(Taking.new)


def test_a_fault_in_a_cell_is_told_with_its_row() -> None:
    (one,) = held_against(said("Perhaps")).answers
    assert one.taking is Taking.faulty
    assert one.why.startswith("Row 2 of “Testing”: Choose one of")
    unread = Said("Row 3", Given("TST-01", "Yes"), faults=("“Your words” cannot be read.",))
    assert held_against(unread).of(Taking.faulty)


def test_a_copy_answers_only_what_is_asked_in_the_same_words() -> None:
    same = said("Yes", ask="How is it  tested?")
    other = said("Yes", ask="Who tests it?")
    assert held_against(same, made_for="other QNR-9").is_copy
    assert held_against(same, made_for="other QNR-9").of(Taking.new)
    assert held_against(other, made_for="other QNR-9").of(Taking.other)
    assert held_against(other).of(Taking.new)


def test_a_question_of_another_request_is_named_not_taken() -> None:
    found = held_against(said("Yes", code="ELS-01"))
    assert found.taken == ()
    assert [one.code for one in found.of(Taking.strange)] == ["ELS-01"]


def test_a_price_is_read_where_a_cost_is_asked() -> None:
    cost = line("K06", kind=AnswerKind.text)
    assert held_against(said("500 once", code="K06"), asked=cost).taken
    assert held_against(said("500", code="K06"), asked=cost).of(Taking.faulty)


def test_another_answer_makes_another_plan() -> None:
    assert held_against(said("Yes")).fingerprint == held_against(said("Yes")).fingerprint
    assert held_against(said("Yes")).fingerprint != held_against(said("No")).fingerprint
