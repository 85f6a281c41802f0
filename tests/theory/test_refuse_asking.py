"""A theory whose indicators cannot be asked as it says is refused, with the line."""

import pytest

from registry.theory.load import DEFAULT, load

NOT_ASKED = "asked = false # ours: seen in the role at check-in"
TWO = 'options = [\n  { label = "ja", value = "plus" },\n  { label = "nee", value = "min" },\n]'
FACES = 'pictogram = "smiley"\noptions = [\n  { label = "Heel slecht", value = "1" },\n'
CHANGE = 'options = [\n  { label = "meer", value = "plus" },\n  { label = "hetzelfde"'
SCALE = (
    "the values must run from one plus to one min, or back, with at most one midden"
    " between them and one nvt at the end"
)


def _options(values: str) -> str:
    """An `options` line of made-up labels with these values."""
    options = [f'{{ label = "label {value}", value = "{value}" }}' for value in values.split()]
    return f"options = [{', '.join(options)}]"


def test_indicator_that_is_asked_needs_a_question(refusal):
    edits = (
        f'"MP-I1"\ngoal = "MP"\ntext = "Bewoners helpen vaker mee met activiteiten"\n{NOT_ASKED}'
    )
    asked = edits.removesuffix(NOT_ASKED).replace('"MP-I1"', '"MP-I1" # here')

    assert refusal((edits, asked)) == ["no [[question]] belongs to the indicator MP-I1"]


def test_indicator_that_is_not_asked_has_no_question(refusal):
    first = 'key = "MP-I2"\ngoal = "MP"\n'

    assert refusal((first, f"{first}asked = false # here\n")) == [
        "the indicator MP-I2 is not asked but has a question"
    ]


def test_question_of_more_than_twelve_words_is_refused(refusal):
    text = 'text = "Durft u hulp te vragen?"'
    longer = 'text = "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien"'

    assert refusal((text, f"{longer} # here")) == ["13 words; a question has at most 12"]


def test_question_of_twelve_words_is_accepted(tmp_path):
    words = "een twee drie vier vijf zes zeven acht negen tien elf twaalf"
    text = DEFAULT.read_text(encoding="utf-8").replace("Durft u hulp te vragen?", words)
    path = tmp_path / "city.toml"
    path.write_text(text, encoding="utf-8")

    assert load(path).question("SV-I2").text == words


@pytest.mark.parametrize(
    "values",
    [
        "plus",
        "plus midden",
        "plus nvt",
        "midden plus min",
        "plus min midden",
        "plus min nvt nvt2",
        "nvt plus min",
        "plus skip min",
    ],
)
def test_answers_that_do_not_run_from_one_end_to_the_other_are_refused(refusal, values):
    (reason,) = refusal((TWO, f"{_options(values)} # here"))

    assert reason == f"{SCALE}, not: {', '.join(values.split())}"


def test_question_without_answers_is_refused(refusal):
    (reason,) = refusal((TWO, "options = [] # here"))

    assert reason.startswith(SCALE)


def test_same_value_twice_is_refused(refusal):
    options = '[{ label = "ja", value = "plus" }, { label = "jawel", value = "plus" }]'

    (reason,) = refusal((TWO, f"options = {options} # here"))

    assert reason.endswith("not: plus, plus")


def test_mood_with_other_values_than_one_to_five_is_refused(refusal):
    new = FACES.replace("options = [", "options = [ # here").replace('"1"', '"0"')

    assert refusal((FACES, new)) == ["the values must be 1, 2, 3, 4, 5, in this order"]


def test_felt_change_of_more_than_twelve_words_is_refused(refusal):
    old = 'change = "Sinds u hier komt: mist u mensen om u heen?"'
    new = 'change = "Een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien?"'

    assert refusal((old, f"{new} # here")) == ["13 words; a question has at most 12"]


def test_felt_change_with_other_values_is_refused(refusal):
    new = CHANGE.replace("options = [", "options = [ # here").replace('"plus"', '"min"')

    assert refusal((CHANGE, new)) == ["the values must be plus, midden, min, in this order"]
