import pytest

from training.least_squares import fit, mean_error


def test_a_line_is_found_exactly():
    assert fit([(0, 1), (1, 3), (2, 5)]) == pytest.approx((2, 1))


def test_the_error_is_the_mean_distance():
    assert mean_error((0, 0), [(0, 1), (1, -3)]) == 2


@pytest.mark.parametrize("samples", [[], [(1, 1)], [(2, 1), (2, 4)]])
def test_too_little_is_an_error(samples):
    with pytest.raises(ValueError):
        fit(samples)
