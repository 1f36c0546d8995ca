import pytest

from suggestions.scoring import Candidate, score

LAMP = Candidate("lamp", frozenset({"light"}), 4.0, "ada")


@pytest.mark.parametrize(
    ("devices", "disliked", "expected"),
    [
        ({"light", "lock"}, set(), 0.8),
        ({"lock"}, set(), 0.0),
        ({"light"}, {"ada"}, 0.4),
    ],
)
def test_score(devices, disliked, expected):
    assert score(LAMP, devices, disliked) == pytest.approx(expected)
