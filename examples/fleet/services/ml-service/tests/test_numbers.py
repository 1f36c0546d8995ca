import pytest

from ml.outliers import outliers
from ml.profiles import cluster


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], []), ([1, 2], []), ([5, 5, 5, 9], [3]), ([1.0, 1.1, 0.9, 1.0, 25.0], [4])],
)
def test_outliers(values, expected):
    assert outliers(values) == expected


def test_days_alike_share_a_group():
    early, late = [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]

    groups = cluster([early, late, [0.9, 0.1, 0.0], [0.0, 0.2, 0.8]], 2)

    assert groups == [0, 1, 0, 1]


def test_more_groups_than_days_is_an_error():
    with pytest.raises(ValueError, match="cannot make 3 groups"):
        cluster([[1.0]], 3)
