import pytest

from presence.household import household
from presence.tracker import Tracker


@pytest.fixture
def tracker():
    return Tracker({"aa:01": "ada", "bb:02": "bob", "bb:03": "bob"}, patience=60)


@pytest.fixture(autouse=True)
def no_phones(monkeypatch):
    monkeypatch.setenv("PHONES", "")
    monkeypatch.delenv("PHONES")


def test_a_phone_brings_its_owner_home(tracker):
    tracker.sighting("AA:01", now=0)

    assert tracker.home(now=10) == {"ada"}
    assert tracker.changes(now=10) == ["ada came home"]
    assert tracker.changes(now=20) == []


def test_a_sleeping_phone_is_not_an_absence(tracker):
    tracker.sighting("aa:01", now=0)
    tracker.changes(now=0)

    assert tracker.changes(now=60) == []
    assert tracker.changes(now=61) == ["ada left"]


def test_any_of_two_phones_will_do(tracker):
    tracker.sighting("bb:02", now=0)
    tracker.sighting("bb:03", now=50)

    assert tracker.home(now=100) == {"bob"}


def test_a_guest_is_nobody(tracker):
    tracker.sighting("cc:09", now=0)

    assert tracker.changes(now=0) == []


def test_the_household_is_read_from_a_file(tmp_path):
    path = tmp_path / "house.env"
    path.write_text('PHONES="ada=AA:01, bob=bb:02"\n')

    assert household(str(path)) == {"aa:01": "ada", "bb:02": "bob"}


def test_the_environment_wins(tmp_path, monkeypatch):
    path = tmp_path / "house.env"
    path.write_text("PHONES=ada=aa:01\n")
    monkeypatch.setenv("PHONES", "eve=ee:05")

    assert household(str(path)) == {"ee:05": "eve"}
