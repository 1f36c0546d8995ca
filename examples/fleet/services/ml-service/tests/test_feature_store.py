import pytest

from ml import feature_store
from ml.feature_store import StoreAway, read_features, read_patiently, retry_report, warm_up, write_features


@pytest.fixture(autouse=True)
async def empty_store():
    feature_store._store.clear()
    feature_store._faults.clear()
    await write_features("warmth", [1.0, 2.0])
    yield
    feature_store._faults.clear()


def away(times):
    feature_store._faults.extend(StoreAway() for _ in range(times))


async def test_what_was_written_is_read():
    assert await write_features("light", [0.5]) == 1
    assert read_features("light") == [0.5]


async def test_the_report_counts_attempts():
    away(2)
    read_features("warmth")
    away(3)
    await write_features("light", [0.1])

    assert retry_report() == {"read": 3, "write": 4}


def test_a_programming_error_is_not_tried_again():
    feature_store._faults.append(TypeError("no"))

    with pytest.raises(TypeError):
        read_features("warmth")


def test_patience_can_be_longer():
    away(6)

    assert read_patiently("warmth") == [1.0, 2.0]


def test_warming_up_starts_over_and_then_says_why_not():
    away(1)
    assert warm_up(["warmth", "none"]) == {"warmth": [1.0, 2.0], "none": []}

    away(9)
    with pytest.raises(StoreAway):
        warm_up(["warmth"])
