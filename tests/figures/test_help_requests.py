import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.figures import help_requests
from registry.figures.disclosure import Precision, Reason, Shown, Withheld
from registry.figures.facts import HelpFact, Outcome
from registry.figures.help_requests import HelpFigures

from .build import LINES, facts

FEW = Withheld(Reason.FEWER_THAN_5)
NOTHING = Withheld(Reason.NOTHING_HELD)


def rounded(value: int) -> Shown:
    return Shown(value, Precision.ROUNDED)


def test_the_total_adds_up_the_topics_as_they_are_printed() -> None:
    month = facts(
        help_requests=(
            HelpFact("post", Outcome.HELPED_HERE, 21),
            HelpFact("post", Outcome.OPEN, 7),
            HelpFact("geld", Outcome.HELPED_HERE, 4),
            HelpFact("geld", Outcome.WARM_REFERRAL, 9),
            HelpFact("taal", Outcome.REFERRED, 3),
        ),
        aftercare=11,
    )
    shown = help_requests.figures(month, LINES.topics)
    assert [(cell.key, cell.figure) for cell in shown.topics] == [
        ("post", rounded(30)),
        ("geld", rounded(15)),
        ("taal", FEW),
    ]
    assert shown.topics_total == rounded(45)
    assert [(cell.key, cell.figure) for cell in shown.outcomes] == [
        ("geholpen", rounded(25)),
        ("warm_overgedragen", rounded(10)),
        ("verwezen", FEW),
        ("open", rounded(5)),
    ]
    assert shown.outcome(Outcome.WARM_REFERRAL) == rounded(10)
    assert shown.aftercare == rounded(10)


def test_without_requests_every_cell_says_fewer_than_five() -> None:
    shown = help_requests.figures(facts(), LINES.topics)
    assert {cell.figure for cell in (*shown.topics, *shown.outcomes)} == {FEW}
    assert shown.topics_total == Withheld(Reason.PARTS_WITHHELD)
    assert shown.aftercare == FEW


def test_a_closed_month_or_a_centre_without_help_has_nothing() -> None:
    for shown in (
        help_requests.figures(facts(open_days=()), LINES.topics),
        help_requests.figures(facts(), ()),
    ):
        assert {cell.figure for cell in shown.outcomes} == {NOTHING}
        assert shown.topics_total == shown.aftercare == NOTHING


def test_a_request_about_an_unknown_topic_is_refused() -> None:
    month = facts(help_requests=(HelpFact("belasting", Outcome.OPEN, 1),))
    with pytest.raises(ValueError, match="unknown topic: belasting"):
        help_requests.figures(month, LINES.topics)


@given(st.lists(st.integers(0, 60), min_size=3, max_size=3))
def test_totals_are_sums_of_what_is_printed(counts: list[int]) -> None:
    month = facts(
        help_requests=tuple(
            HelpFact(topic, Outcome.OPEN, count)
            for topic, count in zip(LINES.topics, counts, strict=True)
        )
    )
    shown = help_requests.figures(month, LINES.topics)
    printed = [cell.figure.value for cell in shown.topics if isinstance(cell.figure, Shown)]
    if printed:
        assert shown.topics_total == rounded(sum(printed))
    else:
        assert shown.topics_total == Withheld(Reason.PARTS_WITHHELD)


ALL_TOPICS = tuple(f"topic {number}" for number in range(9))


def asked(of_each: int, outcome: Outcome) -> HelpFigures:
    month = facts(help_requests=tuple(HelpFact(one, outcome, of_each) for one in ALL_TOPICS))
    return help_requests.figures(month, ALL_TOPICS)


def test_the_outcomes_do_not_tell_that_every_topic_had_some() -> None:
    shown = asked(4, Outcome.OPEN)  # nine topics of at most four, and 36 open
    assert {cell.figure for cell in shown.topics} == {FEW}
    assert shown.outcome(Outcome.OPEN) == rounded(30)


def test_the_topics_do_not_tell_that_every_outcome_had_some() -> None:
    requests = (HelpFact("post", Outcome.OPEN, 13), *(HelpFact("post", one, 4) for one in Outcome))
    shown = help_requests.figures(facts(help_requests=requests), ("post",))
    assert shown.topics_total == rounded(30)
    assert shown.outcome(Outcome.OPEN) == rounded(20)
    few = help_requests.figures(
        facts(help_requests=tuple(HelpFact("post", one, 4) for one in Outcome)), ("post",)
    )
    assert few.topics_total == rounded(15)
    assert [cell.figure for cell in few.outcomes] == [rounded(5), FEW, FEW, FEW]
