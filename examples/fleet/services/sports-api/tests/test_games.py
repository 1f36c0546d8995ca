import pytest

from sports.games import Game, changes

from .conftest import entry


def game(**facts):
    return Game.from_feed(entry(**facts))


@pytest.mark.parametrize(
    "before, after, kinds",
    [
        (None, game(status="live"), ["started"]),
        (game(status="pre"), game(status="live"), ["started"]),
        (game(), game(home=1), ["scored"]),
        (game(), game(home=1, away=2), ["scored", "scored"]),
        (game(home=1), game(home=0), []),
        (game(), game(status="final"), ["ended"]),
        (None, game(status="final"), []),
    ],
)
def test_changes(before, after, kinds):
    assert [change.kind for change in changes(before, after)] == kinds


def test_points_of_the_team():
    (change,) = changes(game(away=7), game(away=10))
    assert (change.team, change.points) == ("Bochum", 3)


def test_no_score_yet():
    assert game(home=None).home_score == 0
