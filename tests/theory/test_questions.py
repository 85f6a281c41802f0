"""How the indicators are asked: wording, answers, values, moments."""

import pytest

from registry.theory.load import load
from registry.theory.model import MOOD, Variant

YES, SOME, NO = ("ja", "plus"), ("een beetje", "midden"), ("nee", "min")
LEVEL = [YES, SOME, NO]

ASKED = {
    "SC-I1": ("Kent u hier iemand met wie u goed kunt praten?", LEVEL),
    "SC-I2": (
        "Mist u mensen om u heen?",
        [("ja", "min"), ("een beetje", "midden"), ("nee", "plus")],
    ),
    "SC-I3": ("Hoort u bij deze buurt?", LEVEL),
    "SC-I4": ("Hoort u hier bij de groep?", LEVEL),
    "LV-I1": ("Doet u hier graag mee?", LEVEL),
    "LV-I2": (
        "Doet u iets voor de buurt?",
        [("vaak", "plus"), ("soms", "midden"), ("nooit", "min")],
    ),
    "LV-I3": (
        "Kunt u de mensen in de buurt vertrouwen?",
        [("de meeste", "plus"), ("sommige", "midden"), ("bijna niemand", "min")],
    ),
    "LV-I4": ("Voelt u zich thuis in de buurt?", LEVEL),
    "LV-I5": (
        "Voelt u zich wel eens onveilig in de buurt?",
        [("vaak", "min"), ("soms", "midden"), ("nooit", "plus")],
    ),
    "SV-I1": ("Weet u nu wat u kunt doen?", LEVEL),
    "SV-I2": ("Durft u hulp te vragen?", LEVEL),
    "SV-I3": ("Heeft u hier al iets geleerd?", [*LEVEL, ("ik ben hier voor het eerst", "nvt")]),
    "SV-I4": ("Vinden mensen hier u belangrijk?", LEVEL),
    "MP-I2": ("Heeft u deze week iemand geholpen?", [YES, NO]),
    "MP-I3": ("Durft u iets nieuws te leren?", [YES, ("misschien", "midden"), NO]),
    "MP-I4": ("Hoort u er voor uw gevoel bij?", LEVEL),
    "VO-I1": ("Durft u hier uw vraag te stellen?", LEVEL),
    "VO-I2": ("Luisteren de mensen hier naar u?", LEVEL),
    "VO-I3": ("Bent u vandaag goed geholpen?", [*LEVEL, ("ik had geen vraag", "nvt")]),
    "VO-I4": ("Weet u nu waar u heen kunt?", LEVEL),
    "VO-I5": ("Mag u meedenken over de buurt?", LEVEL),
}


def _pairs(options):
    return [(option.label, option.value) for option in options]


@pytest.mark.parametrize("key", ASKED)
def test_question_has_its_words_and_its_answers_with_their_values(key):
    question = load().question(key)

    assert (question.text, _pairs(question.options)) == ASKED[key]


def test_questions_are_those_of_the_indicators_that_are_asked_in_their_order():
    theory = load()

    asked = [item.key for item in theory.indicators if item.asked]

    assert asked == [question.key for question in theory.questions] == list(ASKED)


def test_helping_along_is_seen_and_not_asked():
    theory = load()

    assert not theory.indicator("MP-I1").asked
    with pytest.raises(KeyError, match="MP-I1"):
        theory.question("MP-I1")


def test_questions_have_at_most_twelve_words():
    theory = load()

    questions = (theory.mood, *theory.questions)
    texts = [text for item in questions for text in (item.text, item.change) if text]
    assert max(len(text.split()) for text in texts) <= 12


def test_three_questions_wait_for_leaving_and_eighteen_rotate():
    theory = load()

    assert theory.leaving() == ("SV-I1", "VO-I3", "VO-I4")
    assert theory.rotating() == tuple(key for key in ASKED if key not in theory.leaving())
    assert len(theory.rotating()) == 18


def test_two_questions_are_reversed():
    reversed_ones = [question.key for question in load().questions if question.is_reversed]

    assert reversed_ones == ["SC-I2", "LV-I5"]


def test_mood_is_asked_with_five_faces_from_bad_to_good():
    mood = load().question(MOOD)

    assert (mood.key, mood.text) == ("stemming", "Hoe gaat het vandaag met u?")
    assert _pairs(mood.options) == [
        ("Heel slecht", "1"),
        ("Niet zo goed", "2"),
        ("Gaat wel", "3"),
        ("Goed", "4"),
        ("Heel goed", "5"),
    ]


def test_felt_change_runs_from_more_to_less():
    felt = load().question("SC-I1", Variant.VERANDERING)

    assert felt.text == "Sinds u hier komt: kent u mensen om mee te praten?"
    assert _pairs(felt.options) == [
        ("meer", "plus"),
        ("hetzelfde", "midden"),
        ("minder", "min"),
    ]


def test_felt_change_of_a_reversed_question_values_less_as_favourable():
    assert _pairs(load().question("SC-I2", Variant.VERANDERING).options) == [
        ("meer", "min"),
        ("hetzelfde", "midden"),
        ("minder", "plus"),
    ]


def test_each_rotating_question_can_ask_for_a_felt_change_and_no_other_can():
    theory = load()
    felt = [question.key for question in theory.questions if question.change]

    assert tuple(felt) == theory.rotating()
    for key in (MOOD, *theory.leaving()):
        with pytest.raises(KeyError, match=key):
            theory.question(key, Variant.VERANDERING)


def test_a_felt_change_names_since_when_and_takes_no_side():
    for question in load().questions:
        if question.change:
            assert question.change.startswith("Sinds u hier komt: ")
            assert not {"meer", "minder", "vaker", "beter"} & set(question.change.split())


def test_every_question_has_a_picture_of_its_own():
    theory = load()
    pictures = [question.pictogram for question in (theory.mood, *theory.questions)]

    assert len(set(pictures)) == len(pictures)


def test_wording_gives_every_text_of_the_kiosk_once():
    theory = load()
    wording = list(theory.wording())

    assert wording[0] == theory.mood.text
    assert len(set(wording)) == len(wording)
    assert set(wording) == {
        *(text for text, _ in ASKED.values()),
        *(label for _, options in ASKED.values() for label, _ in options),
        *("Hoe gaat het vandaag met u?", "Heel slecht", "Niet zo goed", "Gaat wel", "Goed"),
        *("Heel goed", "meer", "hetzelfde", "minder"),
        *(question.change for question in theory.questions if question.change),
    }
