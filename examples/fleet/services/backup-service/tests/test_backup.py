from datetime import date, timedelta

import pytest

from backup import archive
from backup.__main__ import run
from backup.archive import BackupError, contents, digest, make_archive
from backup.retention import to_keep

TODAY = date(2024, 6, 30)


@pytest.fixture
def house(tmp_path):
    folder = tmp_path / "config"
    (folder / "scenes").mkdir(parents=True)
    (folder / "house.yaml").write_text("name: home\n")
    (folder / "scenes" / "night.yaml").write_text("lights: off\n")
    return folder


def test_everything_is_in_the_archive(house, tmp_path):
    assert make_archive(house, tmp_path / "a.tgz") == 2
    assert contents(tmp_path / "a.tgz")["scenes/night.yaml"] == digest(b"lights: off\n")


def test_an_archive_that_does_not_read_back_is_no_archive(house, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "contents", lambda path: {})

    with pytest.raises(BackupError):
        make_archive(house, tmp_path / "a.tgz")
    assert list(tmp_path.glob("a.*")) == []


def test_the_last_week_is_kept_whole():
    days = [TODAY - timedelta(days=back) for back in range(30)]

    assert set(days[:7]) <= to_keep(days, TODAY, weekly=0, monthly=0)
    assert len(to_keep(days, TODAY, weekly=0, monthly=0)) == 7


def test_older_ones_thin_out():
    days = [TODAY - timedelta(days=back) for back in range(365)]

    kept = to_keep(days, TODAY)

    assert date(2024, 1, 1) in kept
    assert 7 < len(kept) <= 17


def test_a_nightly_run(house, tmp_path):
    store = tmp_path / "store"
    for back in range(20, -1, -1):
        names = run(house, store, TODAY - timedelta(days=back))

    assert names[-1] == "2024-06-30.tgz"
    assert len(names) < 20
