import json

import pytest

from edge.actions import Action
from edge.executor import Executor
from edge.home_assistant import Refused
from edge.main import answers


class Records:
    def __init__(self):
        self.outcomes = []
        self.reasons = []

    def action_done(self, action, outcome, seconds):
        self.outcomes.append(outcome)

    def switch_thrown(self, reason):
        self.reasons.append(reason)


@pytest.fixture
def records():
    return Records()


@pytest.fixture
def executor(home, switch, records):
    return Executor(home, switch, records, memory=2)


def test_done_and_confirmed(executor, action, house, records):
    assert executor.execute(action).outcome == "done"
    assert house.states["light.hall"] == "on"
    assert records.outcomes == ["done"]


def test_never_twice(executor, action, house):
    executor.execute(action)
    before = len(house.requests)
    result = executor.execute(action)
    assert result.repeated and result.outcome == "done"
    assert len(house.requests) == before


def test_the_memory_is_limited(executor):
    def turn_on(run):
        return Action("a", "light", "turn_on", "light.hall", run_id=run)

    for run in "123":
        executor.execute(turn_on(run))
    assert not executor.execute(turn_on("1")).repeated


def test_nothing_happens_while_the_switch_is_thrown(executor, action, house, switch, records):
    switch.throw("smoke")
    result = executor.execute(action)
    assert (result.outcome, result.detail) == ("stopped", "smoke")
    assert house.requests == []
    assert records.reasons == ["smoke"]
    switch.reset()
    assert executor.execute(action).outcome == "done"


def test_a_refusal_is_final(executor, action, house):
    house.errors = [Refused("400")]
    assert executor.execute(action).outcome == "refused"
    assert len(house.requests) == 1


def test_a_failure_names_its_cause(executor, action, house):
    house.errors = [ConnectionError("no route")] * 3
    result = executor.execute(action)
    assert (result.outcome, result.detail) == ("failed", "no route")


def test_a_failure_may_be_tried_again(executor, action, house):
    house.errors = [ConnectionError("no route")] * 3
    executor.execute(action)
    assert executor.execute(action).outcome == "done"


def test_unconfirmed(executor, action, house):
    house.deaf = True
    assert executor.execute(action).outcome == "unconfirmed"


def test_answers_line_by_line(executor):
    good = json.dumps({"automation": "a", "service": "lock.lock", "entity_id": "lock.door"})
    outcomes = [json.loads(answer)["outcome"] for answer in answers([good, "", "{", "{}"], executor)]
    assert outcomes == ["done", "invalid", "invalid"]
