from sports.config import read_config
from sports.games import Game

from .conftest import NOW, entry


def test_a_score_is_one_line(history, influx):
    assert history.add(Game.from_feed(entry(home=2, away=1)), NOW)
    query, line = influx.written[0]
    assert line == "score,game=1,status=live away=1i,home=2i 1754080200"
    assert query["bucket"] == ["sports"]
    assert query["org"] == ["home"]


def test_the_precision_is_seconds(history, influx):
    history.add(Game.from_feed(entry()), NOW)
    assert influx.written[0][0]["precision"][0] in ("s", "second")


def test_a_refusal_is_not_fatal(history, influx):
    influx.status = 422
    assert not history.add(Game.from_feed(entry()), NOW)


def test_teams_from_the_environment(monkeypatch):
    monkeypatch.setenv("SPORTS_TEAMS", "Köln, Bochum,")
    assert read_config().teams == ("Köln", "Bochum")
