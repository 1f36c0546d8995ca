import pytest

from grading import Reading, grade, worst


@pytest.mark.parametrize(("pm25", "word"), [(0, "good"), (12, "good"), (12.1, "fair"), (90, "bad"), (400, "hazardous")])
def test_grade(pm25, word):
    assert grade(Reading("hall", pm25, 0)) == word


def test_the_worst_sensor_speaks_for_the_house():
    assert worst([Reading("hall", 3, 9), Reading("kitchen", 60, 80)]) == "bad"
    assert worst([]) is None


def test_a_negative_amount_is_refused():
    with pytest.raises(ValueError, match="hall"):
        Reading("hall", -1, 0)
