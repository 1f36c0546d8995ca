from unittest.mock import Mock

import pytest

from edge.kill_switch import KillSwitch


def test_a_switch_without_words(tmp_path):
    (tmp_path / "s").write_text("")
    assert KillSwitch(tmp_path / "s").reason() == "no reason given"


def test_no_switch(switch):
    assert switch.reason() is None


def test_an_unreadable_switch_stops_everything():
    path = Mock()
    path.read_text.side_effect = OSError("I/O error")
    with pytest.raises(Exception):
        KillSwitch(path).reason()
    assert path.read_text.call_count == 2
