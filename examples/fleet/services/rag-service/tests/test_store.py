import sqlite3

import pytest

from src.passages import Passage
from src.store import PassageStore, cosine


def passage(position, text="text"):
    return Passage("manual", position, text)


def test_replace_forgets_the_old_passages(store):
    store.replace("manual", [(passage(0), [1.0, 0.0]), (passage(1), [0.0, 1.0])])
    store.replace("manual", [(passage(0, "new"), [1.0, 0.0])])
    assert store.documents() == {"manual": 1}
    assert store.nearest([1.0, 0.0], 5)[0].text == "new"


def test_nearest_orders_by_score(store):
    store.replace("manual", [(passage(0), [1.0, 1.0]), (passage(1), [1.0, 0.0]), (passage(2), [0.0, 1.0])])
    assert [hit.position for hit in store.nearest([1.0, 0.0], 2)] == [1, 0]


def test_nearest_leaves_out_what_is_far(store):
    store.replace("manual", [(passage(0), [0.0, 1.0])])
    assert store.nearest([1.0, 0.0], 5, minimum=0.1) == []


def test_forget(store):
    store.replace("manual", [(passage(0), [1.0])])
    assert store.forget("manual") == 1
    assert store.documents() == {}


class LockedConnection:
    def __init__(self, locked_for):
        self.locked_for = locked_for
        self.entered = 0

    def __enter__(self):
        self.entered += 1
        if self.entered <= self.locked_for:
            raise sqlite3.OperationalError("database is locked")
        return self

    def __exit__(self, *exc):
        return False

    def execute(self, *args):
        return self

    executemany = execute


def test_a_lock_is_waited_for():
    connection = LockedConnection(locked_for=2)
    assert PassageStore(connection).replace("manual", [(passage(0), [1.0])]) == 1
    assert connection.entered == 3


def test_a_lock_that_stays_is_an_error():
    connection = LockedConnection(locked_for=99)
    with pytest.raises(Exception):
        PassageStore(connection).replace("manual", [(passage(0), [1.0])])
    assert connection.entered == 5


@pytest.mark.parametrize("left, right, expected", [([1, 0], [1, 0], 1.0), ([1, 0], [0, 1], 0.0), ([0, 0], [1, 1], 0.0)])
def test_cosine(left, right, expected):
    assert cosine(left, right) == pytest.approx(expected)
