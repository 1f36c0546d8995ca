import pytest

from sports.history import Score
from sports.story import story

from .conftest import NOW


class Known:
    def __init__(self, *scores):
        self.scores = scores

    def course_of(self, game_id, hours=6):
        return [Score(NOW, home, away) for home, away in self.scores]


def test_one_line_per_turn():
    lines = story(Known((1, 0), (2, 0), (2, 3)), "4711")
    assert [line.split("  ")[1] for line in lines] == ["1 : 0", "2 : 3"]


def test_nothing_happened():
    assert story(Known(), "4711") == ["Kein Tor bisher."]


def test_only_ids_reach_the_query():
    with pytest.raises(ValueError):
        story(Known(), '" or true')
