from datetime import timedelta

import pytest

from sports.games import Change, Game
from sports.history import Score
from sports.panel import announcement, headline, turning_points

from .conftest import NOW, entry


@pytest.mark.parametrize(
    "facts, text",
    [
        ({"home": 1}, "Köln 1 : 0 Bochum"),
        ({"status": "final"}, "Köln 0 : 0 Bochum (Endstand)"),
        ({"status": "pre"}, "Köln – Bochum, 20:30"),
    ],
)
def test_headline(facts, text):
    assert headline(Game.from_feed(entry(**facts))) == text


def test_announcement():
    assert announcement(Change("scored", Game.from_feed(entry(home=1)), "Köln", 1)) == "Köln +1 → 1 : 0"


def test_turning_points():
    course = [Score(NOW + timedelta(minutes=n), *s) for n, s in enumerate([(0, 0), (1, 0), (1, 1), (1, 2), (3, 2)])]
    assert [(s.home, s.away) for s in turning_points(course)] == [(1, 0), (1, 2), (3, 2)]
