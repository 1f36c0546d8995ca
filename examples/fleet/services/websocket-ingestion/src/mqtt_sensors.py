"""Sensors that speak MQTT only.

Two listeners, each with a connection of its own: `listen` follows the sensors, `follow_bridge` the presence of
the Zigbee bridge. Topics look like `home/<room>/<kind>`.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from datetime import datetime, timezone
from typing import Awaitable, Callable

import asyncio_mqtt as mqtt
from asyncio_mqtt import MqttError, TLSParameters, Will

from .events import StateChange
from .settings import MqttSettings

logger = logging.getLogger(__name__)

SENSOR_FILTER = "home/+/+"
BRIDGE_STATE = "zigbee2mqtt/bridge/state"
STATUS_TOPIC = "services/websocket-ingestion/status"

UNITS = {"temperature": "°C", "humidity": "%", "power": "W"}

# rooms whose sensors report under a name that is not the area of Home Assistant
AREA_BY_TOPIC = {
    "home/wc/humidity": "bathroom",
    "home/dg/temperature": "attic",
}

Receive = Callable[[StateChange], Awaitable[None]]


def change_from(topic: str, payload: bytes) -> StateChange | None:
    """The change a sensor reports, or None for topics that are not ours."""
    parts = topic.split("/")
    if len(parts) != 3:
        return None
    _, room, kind = parts
    if kind not in UNITS:
        return None
    return StateChange(
        entity_id=f"sensor.{room}_{kind}",
        state=payload.decode("utf-8", "replace").strip(),
        at=datetime.now(timezone.utc),
        source="mqtt",
        unit=UNITS[kind],
        area=AREA_BY_TOPIC.get(topic, room),
    )


def tls_of(settings: MqttSettings) -> TLSParameters | None:
    if settings.ca_file is None:
        return None
    return TLSParameters(ca_certs=settings.ca_file, cert_reqs=ssl.CERT_REQUIRED)


def last_will() -> Will:
    return Will(topic=STATUS_TOPIC, payload="offline", qos=1, retain=True)


async def listen(settings: MqttSettings, receive: Receive) -> None:
    """Follow the sensors until the connection breaks."""
    async with mqtt.Client(
        hostname=settings.hostname,
        port=settings.port,
        username=settings.username,
        password=settings.password,
        client_id=settings.client_id,
        tls_params=tls_of(settings),
        will=last_will(),
    ) as client:
        await client.publish(STATUS_TOPIC, payload="online", qos=1, retain=True)
        async with client.unfiltered_messages() as messages:
            await client.subscribe(SENSOR_FILTER)
            async for message in messages:
                if message.topic == STATUS_TOPIC:
                    continue
                change = change_from(message.topic, message.payload)
                if change is not None:
                    await receive(change)


async def listen_forever(settings: MqttSettings, receive: Receive) -> None:
    """`listen`, again and again: the broker restarts with every update of the house."""
    while True:
        try:
            await listen(settings, receive)
        except MqttError as error:
            logger.warning("lost the broker (%s), again in %.0f s", error, settings.reconnect_seconds)
        await asyncio.sleep(settings.reconnect_seconds)


async def follow_bridge(settings: MqttSettings, on_state: Callable[[bool], None]) -> None:
    """Tell `on_state` whether the Zigbee bridge is there."""
    async with mqtt.Client(settings.hostname, settings.port, client_id=f"{settings.client_id}-bridge") as client:
        async with client.filtered_messages(BRIDGE_STATE) as messages:
            await client.subscribe(BRIDGE_STATE, qos=1)
            async for message in messages:
                on_state(message.payload == b"online")
