import json

import pytest

from core.main import respond
from core.switchboard import NoAnswer
from core.tasks import Task

TASK = Task("classify", {"text": "a"})


async def test_the_cheapest_answers(switchboard):
    answer = await switchboard.ask(TASK)
    assert (answer.value, answer.by, answer.cached) == ("small:a", "small", False)


async def test_the_second_time_is_free(switchboard, backends):
    await switchboard.ask(TASK)
    assert (await switchboard.ask(TASK)).cached
    assert backends.calls["small"] == 1


async def test_the_cache_forgets_the_oldest(switchboard, backends):
    for text in "abca":
        await switchboard.ask(Task("classify", {"text": text}))
    assert backends.calls["small"] == 4


async def test_falls_back_when_a_backend_gives_up(switchboard, backends):
    backends.plan["small"] = [500] * 3
    assert (await switchboard.ask(TASK)).by == "large"


async def test_falls_back_after_a_refusal(switchboard, backends):
    backends.plan["small"] = [413]
    assert (await switchboard.ask(TASK)).by == "large"
    assert switchboard.state()["small"] == "closed"


async def test_a_broken_backend_is_left_alone(switchboard, backends):
    backends.plan["small"] = [500] * 6
    for text in "ab":
        await switchboard.ask(Task("classify", {"text": text}))
    assert switchboard.state() == {"small": "open", "large": "closed"}
    await switchboard.ask(Task("classify", {"text": "c"}))
    assert backends.calls["small"] == 6


async def test_nobody_can(switchboard, backends):
    backends.plan["large"] = [503] * 3
    with pytest.raises(NoAnswer) as caught:
        await switchboard.ask(Task("summarize"))
    assert "503" in caught.value.reasons["large"]


async def test_nobody_knows_how(switchboard):
    with pytest.raises(NoAnswer) as caught:
        await switchboard.ask(Task("sing"))
    assert caught.value.reasons == {}


async def test_warm_up_leaves_out_the_cold(switchboard, backends):
    backends.plan["large"] = [500] * 3
    assert await switchboard.warm_up() == {"small": 2}


@pytest.mark.parametrize(
    "request_, key",
    [
        ({"task": "classify", "payload": {"text": "x"}}, "answer"),
        ({"task": "sing"}, "error"),
    ],
)
async def test_lines(switchboard, request_, key):
    assert key in await respond(switchboard, json.dumps(request_))
