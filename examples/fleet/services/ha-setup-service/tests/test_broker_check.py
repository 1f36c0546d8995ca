import pytest

from broker_check import ECHO_TOPIC, check_broker
from fake_broker import FakeClient


class TestCheckBroker:
    async def test_a_token_that_comes_back_is_an_echo(self):
        client = FakeClient()

        report = await check_broker(client, "abc")

        assert report.reachable and report.echoed
        assert client.subscribed == [ECHO_TOPIC]

    async def test_silence_is_reported_as_silence(self):
        report = await check_broker(FakeClient(deaf=True), "abc", seconds=0.01)

        assert report.reachable
        assert not report.echoed
        assert "nothing came back" in report.detail

    @pytest.mark.asyncio
    async def test_a_refused_connection_is_not_reachable(self):
        report = await check_broker(FakeClient(refuse=True), "abc")

        assert not report.reachable
        assert report.detail == "connection refused"
