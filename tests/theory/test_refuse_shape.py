"""A table with a missing, unknown or wrong key is refused, with the line of that key."""

import pytest

from registry.theory.load import DEFAULT, Fault, TheoryError, load

TEXT = "text must be a text of one line, not empty, without a space too many"
KEYS = "mainly must be a list of one or more keys"
SIGNS = (
    "what must be a list of one or more of returned, led_by_residents, helped_here, helpers,"
    " organisers, steps, warm_referrals, aftercare, initiatives, help_requests, languages"
)
SEEN = 'goal = "SC"\nwhat = ["returned"]'
OPTIONS = "options must be a list of { label, value }, both a text"
COHESION = '[[goal]]\nkey = "SC"\nscope = "wijk"\ntext = "Sociale cohesie"'
CHANGE = """[change]
options = [
  { label = "meer", value = "plus" },
  { label = "hetzelfde", value = "midden" },
  { label = "minder", value = "min" },
]"""


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            'language = "nl"',
            'language = "Dutch" # here',
            'language must be the code of a language, such as "nl"',
        ),
        (
            'title = "Gez',
            'hue = 1 # here\ntitle = "Gez',
            "the file has a key that is not known: hue",
        ),
        (
            "[mood]",
            "[[goals]] # here\n[[goals]]\n[mood]",
            "the file has a key that is not known: goals",
        ),
        (
            COHESION,
            '[[goal]] # here\nkey = "SC"\nscope = "wijk"',
            "[[goal]] has no text",
        ),
        (
            COHESION,
            COHESION + "\ncolour = 1 # here",
            "[[goal]] has a key that is not known: colour",
        ),
        ('text = "Sociale cohesie"', 'text = "" # here', TEXT),
        ('text = "Sociale cohesie"', 'text = " x" # here', TEXT),
        ('text = "Sociale cohesie"', 'text = "a\\nb" # here', TEXT),
        ('text = "Sociale cohesie"', "text = 5 # here", TEXT),
        ('text = "Sociale cohesie"', '"text" = 5 # here', TEXT),
        (
            'key = "SC"',
            'key = "sc" # here',
            'key must be a key in capitals, digits and hyphens, such as "SC-I1"',
        ),
        (
            'key = "alle"',
            'key = "ALLE" # here',
            'key must be a key in small letters, such as "ontmoeten"',
        ),
        ('code = "om"', 'code = "xx" # here', "code must be one of om, ow, os, ou, on"),
        (
            'key = "MP"\nscope = "bewoner"',
            'key = "MP"\nscope = "stad" # here',
            "scope must be one of wijk, bewoner",
        ),
        (
            'strength = "draagt_bij"',
            'strength = "soms" # here',
            "strength must be one of vooral, draagt_bij",
        ),
        (
            "asked = false # ours: seen in the role at check-in",
            "asked = 0 # here",
            "asked must be true or false",
        ),
        (
            'pictogram = "star"',
            'pictogram = "A B" # here',
            'pictogram must be the name of an icon, such as "house-line"',
        ),
        ('mainly = ["SC"]', 'mainly = "SC" # here', KEYS),
        ('mainly = ["SC"]', "mainly = [] # here", KEYS),
        ('mainly = ["SC"]', "mainly = [1] # here", KEYS),
        (
            'mainly = ["SC"]',
            'mainly = ["SC", "SC"] # here',
            "mainly must be a list that names each key once",
        ),
        (SEEN, 'goal = "SC"\nwhat = "returned" # here', SIGNS),
        (SEEN, 'goal = "SC"\nwhat = ["returned", "happier"] # here', SIGNS),
        (
            SEEN,
            'goal = "SC"\nwhat = ["returned", "returned"] # here',
            "what must be a list that names each key once",
        ),
        (CHANGE, "[change]\noptions = 3 # here", OPTIONS),
        (CHANGE, '[change]\noptions = ["meer"] # here', OPTIONS),
        (CHANGE, '[change]\noptions = [{ label = "meer" }] # here', OPTIONS),
        (CHANGE, '[change]\noptions = [{ label = "meer", value = 1 }] # here', OPTIONS),
        (
            CHANGE,
            CHANGE.replace("options = [", "options = [ # here").replace("minder", "meer"),
            "options must be a list in which each label stands once",
        ),
    ],
)
def test_table_of_another_shape_is_refused_with_its_line(refusal, old, new, reason):
    assert refusal((old, new)) == [reason]


TITLE = 'title = "Gezamenlijke impact Ontmoetingscentra Den Haag Zuidwest"'
LAST = 'pictogram = "bridge"\nsensitive = false\nproposal = true'


def test_missing_key_of_the_file_is_refused_at_its_top(refusal):
    top = "# The theory of change of the meeting centres in Den Haag Zuidwest."

    assert refusal((top, "# here"), (TITLE, "")) == ["the file has no title"]


def test_missing_table_is_refused_at_the_end(refusal):
    assert refusal((CHANGE, ""), (LAST, f"{LAST} # here")) == ["[change] is missing"]


def test_table_that_may_stand_once_is_refused_where_it_stands_again(refusal):
    twice = CHANGE.replace("[change]", "[[change]]")
    again = twice.replace("[[change]]", "[[change]] # here")

    assert refusal((CHANGE, f"{twice}\n{again}")) == ["[change] may stand only once"]


def test_key_in_the_place_of_a_table_is_refused(refusal):
    assert refusal((CHANGE, ""), (TITLE, f"{TITLE}\nchange = 3 # here")) == [
        "change must be a table"
    ]


def test_table_written_on_one_line_is_blamed_by_that_line(refusal):
    inline = "change = { options = 3 } # here"

    assert refusal((CHANGE, ""), (TITLE, f"{TITLE}\n{inline}")) == [OPTIONS]


def test_all_faults_are_told_at_once_one_clear_line_each(tmp_path):
    path = tmp_path / "city.toml"
    path.write_text('version = ""\narea = 5\n', encoding="utf-8")

    with pytest.raises(TheoryError) as caught:
        load(path)

    told = str(caught.value).split("\n")
    assert told[0] == f"{path}, line 1: version must be " + TEXT.removeprefix("text must be ")
    assert told[1] == f"{path}, line 1: the file has no language"
    assert f"{path}, line 2: area must be " + TEXT.removeprefix("text must be ") in told
    assert f"{path}, line 2: [[goal]] is missing" in told
    assert len(told) == len(caught.value.faults) == 4 + 14


def test_faults_keep_their_line_and_reason_for_a_page_to_show(tmp_path):
    path = tmp_path / "city.toml"
    path.write_text(DEFAULT.read_text(encoding="utf-8").replace('"1.0"', "1"), encoding="utf-8")

    with pytest.raises(TheoryError) as caught:
        load(path)

    assert caught.value.faults == (Fault(8, TEXT.replace("text", "version", 1)),)
