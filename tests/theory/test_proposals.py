"""What the document does not say is proposed, complete, and marked as a proposal."""

import pytest

from registry.theory.load import DEFAULT, load
from registry.theory.model import GoalLink, Seen, Strength


def test_every_subgoal_is_linked_to_indicators_of_its_own_goal():
    theory = load()
    links = {link.subgoal: link for link in theory.links}

    for subgoal in theory.subgoals:
        link = links[subgoal.key]
        assert link.proposal
        assert {theory.indicator(key).goal for key in link.indicators} == {subgoal.goal}


def test_every_indicator_tells_about_some_subgoal():
    theory = load()

    linked = {key for link in theory.links for key in link.indicators}

    assert linked == {indicator.key for indicator in theory.indicators}


def test_every_activity_type_starts_with_a_proposed_o_and_a_picture_of_its_own():
    theory = load()
    pictures = {kind.pictogram for kind in theory.activity_types}

    assert all(kind.proposal for kind in theory.activity_types)
    assert {kind.main_o for kind in theory.activity_types} == {o.key for o in theory.os}
    assert len(pictures) == len(theory.activity_types)


def test_spreekuren_material_help_and_individual_help_start_as_sensitive():
    sensitive = [kind.key for kind in load().activity_types if kind.sensitive]

    assert sensitive == ["A2", "A6", "A18"]


def test_open_inloop_is_mainly_for_cohesion_by_our_proposal_and_contributes_to_the_rest():
    assert load().proposed_goals("A1") == (
        GoalLink("SC", Strength.VOORAL, proposal=True),
        GoalLink("LV", Strength.DRAAGT_BIJ, proposal=False),
        GoalLink("SV", Strength.DRAAGT_BIJ, proposal=False),
        GoalLink("MP", Strength.DRAAGT_BIJ, proposal=False),
        GoalLink("VO", Strength.DRAAGT_BIJ, proposal=False),
    )


@pytest.mark.parametrize("key", ["A2", "A3", "A4", "A5", "A6"])
def test_types_for_all_goals_contribute_to_each(key):
    links = load().proposed_goals(key)

    assert [link.goal for link in links] == ["SC", "LV", "SV", "MP", "VO"]
    assert {link.strength for link in links} == {Strength.DRAAGT_BIJ}


@pytest.mark.parametrize(
    ("key", "goals"),
    [("A7", ["SC", "LV"]), ("A10", ["SV"]), ("A16", ["MP"]), ("A20", ["VO"])],
)
def test_types_under_a_heading_are_mainly_for_its_goals_as_the_document_says(key, goals):
    assert load().proposed_goals(key) == tuple(
        GoalLink(goal, Strength.VOORAL, proposal=False) for goal in goals
    )


def test_something_is_seen_of_every_goal_by_our_proposal():
    theory = load()

    assert {goal.key: theory.seen_of(goal.key) for goal in theory.goals} == {
        "SC": (Seen.RETURNED,),
        "LV": (Seen.LED_BY_RESIDENTS,),
        "SV": (Seen.HELPED_HERE,),
        "MP": (Seen.HELPERS, Seen.ORGANISERS, Seen.STEPS),
        "VO": (Seen.WARM_REFERRALS, Seen.AFTERCARE),
    }
    assert all(link.proposal for link in theory.seen)


def test_a_goal_of_which_nothing_is_seen_is_not_refused(tmp_path):
    path = tmp_path / "city.toml"
    text = DEFAULT.read_text(encoding="utf-8")
    row = '[[seen]]\ngoal = "SV"\nwhat = ["helped_here"]\nproposal = true\n'
    assert text.count(row) == 1
    path.write_text(text.replace(row, ""), encoding="utf-8")

    theory = load(path)

    assert theory.seen_of("SV") == ()
    assert theory.seen_of("MP") == (Seen.HELPERS, Seen.ORGANISERS, Seen.STEPS)


def test_every_type_starts_with_subgoals_of_its_goals_and_every_subgoal_is_worked_on():
    theory = load()

    for kind in theory.activity_types:
        named = set(theory.group(kind.group).goals)
        goals = {theory.subgoal(key).goal for key in kind.subgoals}
        assert goals == named or (goals < named and kind.group == "alle"), kind.key

    worked_on = {key for kind in theory.activity_types for key in kind.subgoals}
    assert worked_on == {subgoal.key for subgoal in theory.subgoals}


def test_every_indicator_is_asked_or_seen_and_what_is_seen_is_a_proposal():
    theory = load()

    assert all(link.proposal for link in theory.signs)
    unseen = {one.key for one in theory.indicators if not theory.signs_of(one.key)}
    assert unseen == {"LV-I3", "LV-I4", "LV-I5"}
    assert theory.signs_of("MP-I1") == (Seen.HELPERS, Seen.ORGANISERS)
    assert all(one.asked or theory.signs_of(one.key) for one in theory.indicators)
    assert {sign for link in theory.signs for sign in link.what} == set(Seen)


def test_a_file_without_what_is_seen_of_indicators_is_not_refused(tmp_path):
    path = tmp_path / "city.toml"
    text = DEFAULT.read_text(encoding="utf-8")
    kept = [part for part in text.split("\n\n") if not part.startswith("[[sign]]")]
    path.write_text("\n\n".join(kept), encoding="utf-8")

    theory = load(path)

    assert theory.signs == ()
    assert theory.signs_of("SC-I1") == ()


def test_every_question_says_what_its_answers_do_not():
    assert all(question.weakness for question in load().questions)


def test_what_residents_begin_for_their_neighbourhood_is_marked():
    assert [kind.key for kind in load().activity_types if kind.initiative] == ["A7", "A9"]


def test_indicators_stand_under_their_subgoal():
    assert load().indicators_under("VO-D1") == ("VO-I1", "VO-I3", "VO-I4")
