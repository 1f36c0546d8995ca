import pytest

from steps import Step, next_step, run_steps


def always(answer):
    async def check():
        return answer

    return check


@pytest.mark.parametrize(
    ("broker", "expected"),
    [
        (True, {"broker": "done", "discovery": "open"}),
        (False, {"broker": "open", "discovery": "blocked"}),
    ],
)
async def test_a_step_waits_for_what_it_needs(broker, expected):
    steps = [
        Step("broker", always(broker)),
        Step("discovery", always(False), needs=("broker",)),
    ]

    assert await run_steps(steps) == expected


async def test_no_steps_no_states():
    assert await run_steps([]) == {}


def test_the_next_step_is_the_first_open_one():
    assert next_step({"a": "done", "b": "open", "c": "open"}) == "b"
    assert next_step({"a": "done"}) is None
