import pytest

from agent.proposals import propose


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({}, 0),
        ({"rain_within_hours": 2, "windows_open": ["hall"]}, 1),
        ({"rain_within_hours": 9, "windows_open": ["hall"]}, 0),
        ({"away_until": "Sunday", "heating": "on"}, 1),
    ],
)
def test_how_many(facts, count):
    assert len(propose(facts)) == count


def test_the_surest_comes_first():
    facts = {"away_until": "noon", "heating": "on", "frost_tonight": True, "garden_tap_closed": False}

    assert [proposal.confidence for proposal in propose(facts)] == [0.95, 0.8]
