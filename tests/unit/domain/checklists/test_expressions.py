"""Conditions: what can be written, how not knowing is weighed, and the reason in words."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_tracker.domain.checklists.expressions import (
    ALWAYS,
    FACT_NAMES,
    ExpressionFault,
    applies,
    evaluate,
    parse,
    reasons,
)
from vendor_tracker.domain.checklists.phrases import PHRASES
from vendor_tracker.domain.vocabulary import Known, ProductFact

YES, NO, UNKNOWN = Known.yes, Known.no, Known.unknown
RANK = {NO: 0, UNKNOWN: 1, YES: 2}
FACTS = st.fixed_dictionaries({name: st.sampled_from(Known) for name in FACT_NAMES})
TEXTS = st.recursive(
    st.sampled_from((*FACT_NAMES, ALWAYS)),
    lambda inner: st.one_of(
        inner.map(lambda text: f"not ({text})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} and {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
    ),
    max_leaves=5,
).filter(lambda text: len(text) <= 120)


@pytest.mark.parametrize("left, right", list(product(Known, repeat=2)))
def test_and_takes_the_worse_and_or_the_better(left: Known, right: Known) -> None:
    facts = {"dev": left, "pd": right}
    assert evaluate(parse("dev and pd"), facts) is min(left, right, key=RANK.__getitem__)
    assert evaluate(parse("dev or pd"), facts) is max(left, right, key=RANK.__getitem__)


@pytest.mark.parametrize("known, opposite", [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_not_turns_what_is_known_round(known: Known, opposite: Known) -> None:
    assert evaluate(parse("not dev"), {"dev": known}) is opposite


@given(TEXTS, FACTS)
def test_learning_a_fact_never_overturns_an_answer(text: str, facts: dict[str, Known]) -> None:
    expression = parse(text)
    answer = evaluate(expression, facts)
    if answer is UNKNOWN:
        return
    for name in expression.names:
        if facts[name] is UNKNOWN:
            for known in (YES, NO):
                assert evaluate(expression, {**facts, name: known}) is answer


@given(TEXTS, TEXTS, FACTS)
def test_what_is_denied_as_a_whole_is_denied_in_its_parts(
    left: str, right: str, facts: dict[str, Known]
) -> None:
    def value(text: str) -> Known:
        return evaluate(parse(text), facts) if len(text) <= 120 else UNKNOWN

    whole, parts = f"not ({left} and {right})", f"not ({left}) or not ({right})"
    if max(len(whole), len(parts)) <= 120:
        assert value(whole) is value(parts)


@given(TEXTS, FACTS)
def test_every_answer_has_a_reason(text: str, facts: dict[str, Known]) -> None:
    expression = parse(text)
    said = reasons(expression, facts)
    start = "applies" if applies(expression, facts) else "does not apply"
    assert said.startswith(f"{start} because: ")
    assert len(said) > len(start) + 15 or expression.names == frozenset()


@pytest.mark.parametrize("text, value", [("care and not auto", NO), ("pd and (gen or scr)", YES)])
def test_not_binds_before_and_and_and_before_or(text: str, value: Known) -> None:
    facts = {"care": YES, "auto": YES, "pd": YES, "gen": NO, "scr": YES}
    assert evaluate(parse(text), facts) is value
    assert evaluate(parse("scr or pd and gen"), facts) is YES
    assert evaluate(parse("(scr or pd) and gen"), facts) is NO


@pytest.mark.parametrize(
    "text, cause",
    [
        ("", "a fact is missing at the end"),
        ("dev and", "a fact is missing at the end"),
        ("(dev", "a closing bracket is missing"),
        ("dev pd", "“pd” is not expected there"),
        ("dev)", "“)” is not expected there"),
        ("vip", "“vip” is not a fact; known: adp, always, auto, "),
        ("dpia_signed", "“dpia_signed” is not a fact; known: "),
        ("__import__('os')", "“__import__” is not a fact; known: "),
        ("dev == 1", "“=” is not expected there"),
        ("not " * 40 + "dev", "a condition has at most 120 letters"),
    ],
)
def test_what_is_no_condition_is_refused(text: str, cause: str) -> None:
    with pytest.raises(ExpressionFault) as raised:
        parse(text)
    assert str(raised.value).startswith(cause)


def test_every_fact_but_the_signatures_may_be_named() -> None:
    signatures = {"dpia_signed", "dcb0160_approved"}
    assert set(FACT_NAMES) == {fact.value for fact in ProductFact} - signatures | {
        "tier_B", "tier_C", "live", "pilot", "over_5m",
    }  # fmt: skip
    assert set(PHRASES) == {*FACT_NAMES, ALWAYS}
    assert parse("int and third_party").names == {"int", "third_party"}


@pytest.mark.parametrize(
    "text, facts, said",
    [
        ("dev", {}, "applies because: medical device is not known"),
        ("dev", {"dev": YES}, "applies because: it is a medical device"),
        ("dev", {"dev": NO}, "does not apply because: it is not a medical device"),
        (ALWAYS, {}, "applies because: it is asked of every product"),
        ("not auto", {"auto": YES}, "does not apply because: it acts without a person confirming"),
        ("tier_B or tier_C", {}, "applies because: whether it guides care (its tier) is not known"),
        (
            "pd and gen",
            {},
            "applies because: personal data and whether it is generative are not known",
        ),
        ("pd and gen", {"gen": NO}, "does not apply because: it is not generative"),
        ("img or pat", {"pat": YES}, "applies because: patients use it"),
    ],
)
def test_the_reason_names_only_what_decided(text: str, facts: dict[str, Known], said: str) -> None:
    assert reasons(parse(text), facts) == said
