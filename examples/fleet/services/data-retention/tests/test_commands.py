import asyncio
import json
from contextlib import asynccontextmanager
from unittest.mock import patch

import pytest
from asyncio_mqtt import MqttCodeError, MqttError, Topic

from retention.commands import obey, take_orders, take_orders_while_possible


class Message:
    def __init__(self, topic, payload=b""):
        self.topic = Topic(topic)
        self.payload = payload


class Orders:
    """The incoming messages; works as an iterable and as a call that gives one."""

    def __init__(self, messages):
        self._messages = messages

    @asynccontextmanager
    async def __call__(self):
        yield self

    async def __aiter__(self):
        for message in self._messages:
            yield message


class Broker:
    def __init__(self, *messages):
        self.messages = Orders(messages)
        self.published = []

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        return False

    async def subscribe(self, *args, **kwargs):
        pass

    async def publish(self, topic, payload, **kwargs):
        self.published.append((topic, payload))


async def test_run_is_answered_with_the_outcome(job):
    topic, answer = await obey(job, "retention/command/run", b"")
    assert topic == "retention/answer/run"
    assert json.loads(answer) == {"outcome": "ok", "purged": ["events/state", "events/debug"], "failed": []}


async def test_the_payload_names_who_asked(job, runs):
    await obey(job, "retention/command/run", "büro".encode())
    assert runs[0].trigger == "büro"


async def test_unknown_orders(job):
    assert "unknown order: dance" in (await obey(job, "retention/command/dance", b""))[1]


async def test_stops_when_told(job, settings, runs):
    broker = Broker(
        Message("retention/command/run"), Message("retention/command/stop"), Message("retention/command/run")
    )
    with patch("retention.commands.Client", return_value=broker) as client_class:
        await take_orders(settings, job)
    assert len(runs) == 1
    assert client_class.call_args.args == ("broker.test", 1883)
    assert [topic for topic, _ in broker.published] == ["retention/status", "retention/answer/run", "retention/status"]


async def test_comes_back_after_a_lost_connection(job, settings):
    attempts = [MqttError("gone"), Broker(Message("retention/command/stop"))]
    with patch("retention.commands.Client", side_effect=attempts) as client_class:
        await asyncio.wait_for(take_orders_while_possible(settings, job, pause_seconds=0), 2)
    assert client_class.call_count == 2


async def test_a_code_that_may_pass_is_waited_out(job, settings):
    attempts = [MqttCodeError(3, "busy"), Broker()]
    with patch("retention.commands.Client", side_effect=attempts):
        await take_orders_while_possible(settings, job, pause_seconds=0)


@pytest.mark.asyncio
async def test_other_errors_are_not_hidden(job, settings):
    with patch("retention.commands.Client", side_effect=ValueError("bad port")):
        with pytest.raises(ValueError):
            await take_orders_while_possible(settings, job, pause_seconds=0)
