from unittest.mock import Mock

import pytest

from src.audit import AuditLost
from src.switches import ReasonMissing, Switches, UnknownSwitch


def test_all_off_at_first(switches):
    assert not any(switches.state().values())


def test_thrown_and_reset(switches, entries):
    assert switches.set("maintenance", True, "eva", "disk")
    assert switches.state()["maintenance"]
    assert switches.set("maintenance", False, "eva", "")
    assert [entry.what for entry in entries] == ["maintenance:on", "maintenance:off"]


def test_nothing_changes_nothing_is_recorded(switches, entries):
    assert not switches.set("maintenance", False, "eva", "")
    assert entries == []


@pytest.mark.parametrize("name, reason, error", [("lights", "x", UnknownSwitch), ("maintenance", " ", ReasonMissing)])
def test_refused(switches, name, reason, error):
    with pytest.raises(error):
        switches.set(name, True, "eva", reason)


def test_no_audit_no_switch():
    switches = Switches(Mock(side_effect=AuditLost("gone")))
    with pytest.raises(AuditLost):
        switches.set("maintenance", True, "eva", "disk")
    assert not switches.state()["maintenance"]
