import pytest

from automation.draft import check, draft


def test_a_time_and_a_state_are_told_apart():
    assert draft("Turn on the porch light at 22:15").trigger == {"platform": "time", "at": "22:15"}
    assert draft("turn off desk when away").trigger == {"platform": "state", "to": "away"}


@pytest.mark.parametrize("wish", ["", "make it cosy", "turn the light on"])
def test_other_sentences_are_no_draft(wish):
    assert draft(wish) is None


def test_a_check_lists_every_problem():
    checked = check(draft("turn on attic at 25:00"), known={"light.porch"})

    assert checked.problems == ["no such entity: light.attic", "no such time: 25:00"]
