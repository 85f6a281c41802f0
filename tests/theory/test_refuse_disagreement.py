"""Tables that contradict each other are refused, with the line."""

import pytest

from registry.theory.load import DEFAULT

SECTIONS = (
    "the sections must be, in this order: wijk, bewoner, subdoelen, aanpak, indicatoren, werkwijze"
)


def _line_of(start: str) -> int:
    """The line on which this text first stands in our file."""
    return DEFAULT.read_text(encoding="utf-8").partition(start)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            'key = "SC-D2"\ngoal = "SC"',
            'key = "SC-D2"\ngoal = "XX" # here',
            "goal names XX, and there is no such [[goal]]",
        ),
        (
            'key = "SC-I2"\ngoal = "SC"',
            'key = "SC-I2"\ngoal = "XX" # here',
            "goal names XX, and there is no such [[goal]]",
        ),
        (
            'goals = ["SC", "LV"]',
            'goals = ["SC", "LV", "XX"] # here',
            "goals names XX, and there is no such [[goal]]",
        ),
        (
            'key = "A3"\ngroup = "alle"',
            'key = "A3"\ngroup = "geen" # here',
            "group names geen, and there is no such [[group]]",
        ),
        (
            'indicators = ["SV-I2"]',
            'indicators = ["SV-I2", "SV-I9"] # here',
            "indicators names SV-I9, and there is no such [[indicator]]",
        ),
        (
            'type = "A4"\nmain_o = "ontspannen"',
            'type = "A4"\nmain_o = "ontwaken" # here',
            "main_o names ontwaken, and there is no such [[o]]",
        ),
        (
            'goal = "VO"\nwhat',
            'goal = "XX" # here\nwhat',
            "goal names XX, and there is no such [[goal]]",
        ),
        (
            'type = "A7"\n',
            'type = "A7"\nmainly = ["SV"] # here\n',
            "mainly names SV, which is no goal of the heading of A7",
        ),
        (
            'subgoals = ["SC-D4", "LV-D1", "LV-D2"]',
            'subgoals = ["SC-D4", "LV-D1", "VO-D2"] # here',
            "subgoals names VO-D2, under no goal of the heading of A7",
        ),
        (
            'subgoals = ["SC-D4", "LV-D1", "LV-D2"]',
            'subgoals = ["SC-D4", "LV-D1", "LV-D9"] # here',
            "subgoals names LV-D9, and there is no such [[subgoal]]",
        ),
    ],
)
def test_key_that_leads_nowhere_is_refused(refusal, old, new, reason):
    assert refusal((old, new)) == [reason]


def test_table_about_something_unknown_is_refused_and_the_known_one_is_missed(refusal):
    edits = (
        ('subgoal = "SC-D2"', 'subgoal = "SC-D9" # here'),
        ('key = "SC-D2"', 'key = "SC-D2" # here'),
    )

    assert refusal(*edits) == [
        "no [[link]] belongs to the subgoal SC-D2",
        "subgoal names SC-D9, and there is no such [[subgoal]]",
    ]


@pytest.mark.parametrize(
    ("old", "new", "first", "reason"),
    [
        (
            'key = "ontwikkelen"\ncode = "ow"',
            'key = "ontwikkelen"\ncode = "om" # here',
            'code = "om"',
            "the code om of [[o]] already stands on line {}",
        ),
        (
            'key = "W2"\n',
            'key = "W1" # here\n',
            'key = "W1"\n',
            "the key W1 of [[way]] already stands on line {}",
        ),
    ],
)
def test_key_that_stands_twice_is_refused_with_both_lines(refusal, old, new, first, reason):
    assert refusal((old, new)) == [reason.format(_line_of(first))]


def test_second_table_of_what_is_seen_of_a_goal_is_refused(refusal):
    line = _line_of('goal = "SC"\nwhat')

    assert refusal(('goal = "LV"\nwhat', 'goal = "SC" # here\nwhat')) == [
        f"the goal SC of [[seen]] already stands on line {line}"
    ]


def test_second_table_of_what_is_seen_of_an_indicator_is_refused(refusal):
    line = _line_of('indicator = "SC-I1"\nwhat')

    assert refusal(('indicator = "SC-I2"\nwhat', 'indicator = "SC-I1" # here\nwhat')) == [
        f"the indicator SC-I1 of [[sign]] already stands on line {line}"
    ]


@pytest.mark.parametrize(
    ("table", "key", "other", "first"),
    [
        ("question", "indicator", "SC-I2", "SC-I1"),
        ("link", "subgoal", "SC-D2", "SC-D1"),
        ("start", "type", "A2", "A1"),
    ],
)
def test_second_table_about_the_same_thing_is_refused(refusal, table, key, other, first):
    line = _line_of(f'{key} = "{first}"')
    owner = {"question": "indicator", "link": "subgoal", "start": "type"}[table]
    edits = (
        (f'[[{table}]]\n{key} = "{other}"\n', f'[[{table}]]\n{key} = "{first}" # here\n'),
        (f'\nkey = "{other}"\n', f'\nkey = "{other}" # here\n'),
    )

    assert refusal(*edits) == [
        f"no [[{table}]] belongs to the {owner} {other}",
        f"the {key} {first} of [[{table}]] already stands on line {line}",
    ]


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        (
            [
                ('key = "SC-I4"\ngoal = "SC"', 'key = "SC-I4"\ngoal = "LV"'),
                ('key = "LV-I1"\ngoal = "LV"', 'key = "LV-I1"\ngoal = "SC" # here'),
            ],
            "this [[indicator]] of SC must stand before those of LV",
        ),
        (
            [
                ('key = "SC-D4"\ngoal = "SC"', 'key = "SC-D4"\ngoal = "LV"'),
                ('key = "LV-D1"\ngoal = "LV"', 'key = "LV-D1"\ngoal = "SC" # here'),
            ],
            "this [[subgoal]] of SC must stand before those of LV",
        ),
        (
            [
                ('key = "LV"\nscope = "wijk"', 'key = "LV"\nscope = "bewoner"'),
                ('key = "SV"\nscope = "bewoner"', 'key = "SV"\nscope = "wijk" # here'),
            ],
            "this [[goal]] of wijk must stand before those of bewoner",
        ),
        (
            [
                ('key = "A6"\ngroup = "alle"', 'key = "A6"\ngroup = "wijk"'),
                ('subgoals = ["LV-D4", "SV-D2", "VO-D1"]', 'subgoals = ["LV-D4"]'),
                ('key = "A7"\ngroup = "wijk"', 'key = "A7"\ngroup = "alle" # here'),
            ],
            "this [[type]] of alle must stand before those of wijk",
        ),
        (
            [
                (
                    'indicator = "SC-I3"\ntext = "Hoort u bij deze buurt?"',
                    'indicator = "SC-I4"\ntext = "Hoort u bij deze buurt?"',
                ),
                (
                    'indicator = "SC-I4"\ntext = "Hoort u hier bij de groep?"',
                    'indicator = "SC-I3" # here\ntext = "Hoort u hier bij de groep?"',
                ),
            ],
            "this [[question]] of SC-I3 must stand before those of SC-I4",
        ),
        (
            [
                ('"SC-D3"\nindicators', '"SC-D4"\nindicators'),
                (
                    'subgoal = "SC-D4"\nindicators = ["SC-I1"',
                    'subgoal = "SC-D3" # here\nindicators = ["SC-I1"',
                ),
            ],
            "this [[link]] of SC-D3 must stand before those of SC-D4",
        ),
        (
            [
                ('goal = "MP"\nwhat', 'goal = "VO"\nwhat'),
                (
                    'goal = "VO"\nwhat = ["warm_referrals", "aftercare"]',
                    'goal = "MP" # here\nwhat = ["warm_referrals", "aftercare"]',
                ),
            ],
            "this [[seen]] of MP must stand before those of VO",
        ),
        (
            [
                ('"A19"\nmain_o', '"A20"\nmain_o'),
                (
                    'type = "A20"\nmain_o = "ontmoeten"\nsubgoals = ["VO-D2", "VO-D3"]',
                    'type = "A19" # here\nmain_o = "ontmoeten"\nsubgoals = ["VO-D2", "VO-D3"]',
                ),
            ],
            "this [[start]] of A19 must stand before those of A20",
        ),
    ],
)
def test_table_out_of_the_order_of_the_document_is_refused(refusal, edits, reason):
    assert refusal(*reversed(edits)) == [reason]


def test_goal_without_subgoals_and_indicators_is_refused(refusal):
    new = '[[goal]]\nkey = "NW" # here\nscope = "bewoner"\ntext = "Nieuw"\n\n'
    first = '[[subgoal]]\nkey = "SC-D1"'

    assert refusal((first, new + first)) == [
        "no [[subgoal]] belongs to the goal NW",
        "no [[indicator]] belongs to the goal NW",
    ]


def test_heading_without_activity_types_is_refused(refusal):
    new = '[[group]]\nkey = "leeg" # here\ntext = "Leeg"\ngoals = ["SC"]\nstrength = "vooral"\n\n'
    first = '[[type]]\nkey = "A1"'

    assert refusal((first, new + first)) == ["no [[type]] belongs to the group leeg"]


def test_missing_section_is_refused_at_the_first_one(refusal):
    line = 'text = "hieraan zie je af of de subdoelen bereikt zijn"'
    section = f'[[section]]\nkey = "indicatoren"\ntitle = "INDICATOREN"\ndash = "–"\n{line}\n'
    first = '[[section]]\nkey = "wijk"'

    assert refusal((section, ""), (first, first.replace("]]", "]] # here"))) == [SECTIONS]
