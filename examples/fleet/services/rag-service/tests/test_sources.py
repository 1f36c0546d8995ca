from pathlib import Path
from unittest.mock import Mock

from src.sources import persistent, read_feed, read_folder, read_text


def test_reads_markdown_in_order(tmp_path):
    (tmp_path / "b.md").write_text("zwei", encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.md").write_text("grün", encoding="utf-8")
    (tmp_path / "d.txt").write_text("no")
    assert list(read_folder(tmp_path)) == [("a/c.md", "grün"), ("b.md", "zwei")]


def test_a_stale_handle_is_tried_again():
    path = Mock(spec=Path)
    path.read_text.side_effect = [OSError("Stale file handle"), "text"]
    assert read_text(path) == "text"


def test_feed_entries():
    assert read_feed("http://feed.test", lambda url: "lamp: replace the bulb\nnoise\nfilter : monthly") == [
        ("feed/lamp", "replace the bulb"),
        ("feed/filter", "monthly"),
    ]


def test_a_feed_that_stays_away_is_skipped():
    fetch = Mock(side_effect=OSError("no route"))
    assert read_feed("http://feed.test", fetch) == []
    assert fetch.call_count == 2


def test_a_policy_of_its_own():
    attempts = Mock(side_effect=[OSError(), OSError(), "done"])
    assert persistent(4)(lambda: attempts())() == "done"
