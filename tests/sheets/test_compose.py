from dataclasses import replace

from registry.figures.activities import ActivityRow
from registry.figures.counts import BusyHours, WeekdayHours
from registry.figures.disclosure import Shown, Withheld
from registry.figures.facts import HelpFact, Outcome
from registry.paper import pages
from registry.sheets.services import sheet_json

from .build import OCTOBER, WEEKLY, a_sheet, an_empty_month, october_figures


def rows(count: int, attendance: int = 30) -> tuple[ActivityRow, ...]:
    return tuple(
        ActivityRow("ontmoeten", f"Activiteit {n}", 1, "dinsdag", 4, attendance, 7.5, WEEKLY)
        for n in range(count)
    )


def html(sheet: object) -> str:
    return pages.fill("sheets/maandblad.html", sheet=sheet, issue=None)


def test_the_seven_busiest_are_listed_and_the_others_counted() -> None:
    sheet = a_sheet(replace(october_figures(), activities=rows(60)))
    assert len(sheet.activities) == 7
    assert sheet.rest is not None
    assert (sheet.rest.activities, sheet.rest.attendance) == (53, 53 * 30)
    assert "En nog 53 andere activiteiten, met samen 1.590 deelnames." in html(sheet)


def test_seven_activities_leave_no_rest() -> None:
    assert a_sheet(replace(october_figures(), activities=rows(7))).rest is None


def test_a_sensitive_activity_shows_its_o_and_not_its_title() -> None:
    sheet = a_sheet()
    (line,) = [line for line in sheet.activities if line.nameless]
    assert (line.name, line.nameless, line.schedule) == ("Ondersteunen", 1, "")
    assert any(fact.title == "Hulp bij brieven" for fact in OCTOBER.activities)
    assert "Hulp bij brieven" not in html(sheet)
    assert "1 activiteit zonder naam" in html(sheet)


def test_a_dot_is_worth_more_where_an_activity_would_not_fit() -> None:
    few = a_sheet(replace(october_figures(), activities=rows(1, attendance=100)))
    many = a_sheet(replace(october_figures(), activities=rows(1, attendance=1_100)))
    assert (few.dot, many.dot) == (1, 25)
    assert "Eén stip is één deelname." in html(few)
    assert "Eén stip is vijfentwintig deelnames." in html(many)


def test_only_the_largest_discs_carry_a_number() -> None:
    hours = BusyHours((9, 10, 11), (WeekdayHours(0, (20.4, 17.0, 2.0)),))
    (row,) = a_sheet(replace(october_figures(), hours=hours)).busy
    assert row.labels == (20, 17, None)


def test_a_question_is_printed_as_asked_with_the_answer_that_counts() -> None:
    sheet = a_sheet()
    lines = {line.question: line for goal in sheet.answers.goals for line in goal.asked}
    assert lines["SC-I2"].text == "Mist u mensen om u heen?"
    assert lines["SC-I2"].favourable == "nee"
    assert lines["SC-I2"].bar is not None
    assert lines["SC-I2"].bar.labels == ("nee", "een beetje", "ja")
    assert "eenzaam" not in html(sheet)


def test_answers_are_a_percentage_words_or_withheld_by_their_number() -> None:
    lines = {line.question: line for goal in a_sheet().answers.goals for line in goal.asked}
    assert (lines["SC-I1"].percent, lines["SC-I1"].n) == (67, Shown(60))
    assert (lines["LV-I1"].percent, lines["LV-I1"].of_ten) == (None, 4)
    assert isinstance(lines["VO-I1"].withheld, Withheld)
    assert "4 van de 10" in html(a_sheet())


def test_a_change_is_named_only_beyond_chance() -> None:
    lines = {line.question: line for goal in a_sheet().answers.goals for line in goal.asked}
    changed, same = lines["SC-I1"].before, lines["SC-I2"].before
    assert changed is not None
    assert same is not None
    assert (changed.points, changed.direction) == (42, "higher")
    assert (same.points, same.direction) == (None, None)
    assert html(a_sheet()).count("punten hoger") == 1


def test_help_topics_stand_largest_first_and_withheld_ones_last_but_visible() -> None:
    topics = a_sheet().help.topics
    assert [cell.key for cell in topics[:2]] == ["post", "geld"]
    assert all(isinstance(cell.figure, Withheld) for cell in topics[2:])
    assert len(topics) == 9
    assert sheet_json(a_sheet())["help"]["topics"][-1]["figure"] == {"withheld": "fewer_than_5"}


def test_a_disc_of_help_stands_for_more_where_there_are_very_many() -> None:
    many = a_sheet(october_figures(help_requests=(HelpFact("post", Outcome.HELPED_HERE, 400),)))
    assert (a_sheet().help.disc, many.help.disc) == (5, 25)
    assert "Eén stip is 25, afgerond." in html(many)
    assert "400 hulpvragen in stippen van 25" in html(many)


def test_an_empty_month_says_in_words_what_is_not_there() -> None:
    text = html(a_sheet(an_empty_month()))
    for sentence in (
        "Er is deze maand nog niet geteld.",
        "Er is deze maand nog niets gevraagd.",
        "Er zijn geen bezoeken geteld, dus er is geen drukte te zien.",
        "Er was deze maand geen activiteit.",
        "Deze maand niet gevraagd.",
        "Te weinig antwoorden om te laten zien.",
    ):
        assert sentence in text


def test_the_sheet_says_that_it_is_a_draft_and_claims_no_proof() -> None:
    text = html(a_sheet())
    assert "Concept: deze cijfers kunnen nog veranderen." in text
    assert "draagt mogelijk bij aan deze doelen" in text
    assert "Het meet geen verandering bij één persoon." in text
    assert "Theorie van verandering versie 1.0, sjabloon 6." in text
    assert "verzonnen" not in text
    assert "Voorbeelddata: alles is verzonnen" in html(a_sheet(example=True))


def test_names_and_words_cannot_become_markup() -> None:
    text = html(a_sheet(centre="<b>De & Linde", words="<script>", quote='"><svg onload=x>'))
    assert "<script>" not in text
    assert "<svg onload" not in text
    assert "&lt;b&gt;De &amp; Linde" in text
