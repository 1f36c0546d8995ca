import io
import json
from datetime import datetime, timedelta, timezone

import pytest

from aggregator import __main__ as command
from aggregator.fold import fold
from aggregator.line import Line, parse

NOON = datetime(2024, 2, 2, 12, tzinfo=timezone.utc)


def line(text, minutes=0, level="error", service="data-api"):
    return Line(NOON + timedelta(minutes=minutes), service, level, text)


def test_a_line_is_read():
    raw = json.dumps({"time": NOON.isoformat(), "level": "ERROR", "service": "data-api", "message": "no"})

    assert parse(raw) == line("no")


@pytest.mark.parametrize("raw", ["", "plain text", "[]", '{"level": "error"}', '{"level": "loud", "time": "x"}'])
def test_anything_else_is_not_ours(raw):
    assert parse(raw) is None


def test_repeats_differ_in_numbers_only():
    (folded,) = fold([line("slow: 310 ms"), line("slow: 94 ms", minutes=3)], since=NOON)

    assert folded.count == 2
    assert folded.last == NOON + timedelta(minutes=3)


def test_old_and_quiet_lines_are_left_out():
    lines = [line("old", minutes=-1), line("quiet", level="info"), line("loud")]

    assert [item.first.text for item in fold(lines, since=NOON)] == ["loud"]


def test_settings_come_from_the_env_file(tmp_path, monkeypatch, capsys):
    (tmp_path / ".env").write_text("AGGREGATOR_HOURS=1000000\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AGGREGATOR_HOURS", "")
    monkeypatch.delenv("AGGREGATOR_HOURS")
    raw = json.dumps({"time": NOON.isoformat(), "level": "error", "service": "data-api", "message": "gone"})
    monkeypatch.setattr("sys.stdin", io.StringIO(raw + "\n"))

    command.main()

    assert "1  data-api: gone" in capsys.readouterr().out
