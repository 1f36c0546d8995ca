import asyncio
from unittest.mock import AsyncMock, patch

import asyncio_mqtt
import pytest
from asyncio_mqtt import MqttError

from src.mqtt_sensors import STATUS_TOPIC, change_from, follow_bridge, last_will, listen, listen_forever, tls_of
from src.settings import MqttSettings

from .fakes import FakeClient

SETTINGS = MqttSettings(hostname="broker.test", client_id="test", reconnect_seconds=0)


@pytest.mark.parametrize(
    "topic, entity_id, area",
    [
        ("home/kitchen/temperature", "sensor.kitchen_temperature", "kitchen"),
        ("home/wc/humidity", "sensor.wc_humidity", "bathroom"),
    ],
)
def test_topics_that_are_sensors(topic, entity_id, area):
    change = change_from(topic, b" 21 ")
    assert (change.entity_id, change.area, change.state) == (entity_id, area, "21")


@pytest.mark.parametrize("topic", ["home/kitchen/door", "home/kitchen", "a/b/c/d"])
def test_topics_that_are_not(topic):
    assert change_from(topic, b"1") is None


class TestListening:
    async def test_receives_sensors_only(self):
        broker = FakeClient(
            [
                ("home/kitchen/temperature", b"21.5"),
                (STATUS_TOPIC, b"online"),
                ("home/kitchen/door", b"open"),
                ("home/dg/temperature", b"17"),
            ]
        )
        receive = AsyncMock()
        with patch("asyncio_mqtt.Client", broker):
            await listen(SETTINGS, receive)
        assert [call.args[0].area for call in receive.await_args_list] == ["kitchen", "attic"]

    async def test_says_that_it_is_there(self):
        broker = FakeClient()
        with patch("asyncio_mqtt.Client", new=broker):
            await listen(SETTINGS, AsyncMock())
        assert broker.published == [(STATUS_TOPIC, "online", 1, True)]
        assert broker.subscribed == [("home/+/+", 0)]

    @patch("src.mqtt_sensors.mqtt.Client")
    async def test_connects_with_its_settings(self, client_class):
        client_class.side_effect = broker = FakeClient()
        await listen(SETTINGS, AsyncMock())
        assert broker.options["hostname"] == "broker.test"
        assert broker.options["will"] == last_will()

    async def test_comes_back_after_a_lost_connection(self):
        attempts = []
        enough = asyncio.Event()

        def connect(**options):
            attempts.append(options)
            if len(attempts) == 3:
                enough.set()
            return FakeClient([("home/kitchen/power", b"5")], error=MqttError("gone"))

        receive = AsyncMock()
        with patch("asyncio_mqtt.Client", connect):
            task = asyncio.create_task(listen_forever(SETTINGS, receive))
            await asyncio.wait_for(enough.wait(), 2)
            task.cancel()
        assert len(attempts) >= 3
        assert receive.await_count >= 2


async def test_bridge_states_only():
    states = []
    broker = FakeClient(
        [("zigbee2mqtt/bridge/state", b"online"), ("zigbee2mqtt/bridge/log", b"x"), ("zigbee2mqtt/bridge/state", b"off")]
    )
    with patch("asyncio_mqtt.Client", broker):
        await follow_bridge(SETTINGS, states.append)
    assert states == [True, False]


async def test_the_real_client_takes_our_options():
    client = asyncio_mqtt.Client(hostname="broker.test", client_id="ours", will=last_will(), tls_params=tls_of(SETTINGS))
    assert client.id == "ours"


def test_no_certificate_no_tls():
    assert tls_of(SETTINGS) is None
    assert tls_of(MqttSettings(ca_file="/etc/ca.pem")).ca_certs == "/etc/ca.pem"
