import json

import pytest

from automation.deploy import Deployer
from automation.draft import draft


class HomeAssistant:
    def __init__(self, refusals=0):
        self.refusals = refusals
        self.received = []

    def __call__(self, body):
        if self.refusals > 0:
            self.refusals -= 1
            raise ConnectionError("restarting")
        self.received.append(json.loads(body))


def test_a_restart_is_bridged():
    home = HomeAssistant(refusals=2)

    assert Deployer(home).deploy(draft("turn on porch at 8:00"))
    assert home.received[0]["entity"] == "light.porch"


def test_a_long_absence_makes_a_draft_wait():
    home = HomeAssistant(refusals=3)
    deployer = Deployer(home)

    assert not deployer.deploy(draft("turn on porch at 8:00"))
    assert len(deployer.waiting) == 1
    assert deployer.deploy_waiting() == 1
    assert not deployer.waiting


def test_problems_are_never_handed_over():
    home = HomeAssistant()
    faulty = draft("turn on porch at 8:00")
    faulty.problems.append("no such entity")

    with pytest.raises(ValueError, match="no such entity"):
        Deployer(home).deploy(faulty)
    assert home.received == []
