"""Orders over MQTT.

`retention/command/run` starts a run, `retention/command/stop` ends the service; every order is answered on
`retention/answer/<order>`.
"""

from __future__ import annotations

import asyncio
import json
import logging

from asyncio_mqtt import Client, MqttCodeError, MqttError, Will

from .job import RetentionJob
from .settings import Settings

logger = logging.getLogger(__name__)

COMMANDS = "retention/command/#"
STOP = "retention/command/stop"
# the number the broker gives when it does not know us
NOT_AUTHORISED = 5


async def obey(job: RetentionJob, topic: str, payload: bytes) -> tuple[str, str]:
    """Carry out one order; gives the topic and the text of the answer."""
    order = topic.rpartition("/")[2]
    answer_topic = f"retention/answer/{order}"
    if order != "run":
        return answer_topic, json.dumps({"error": f"unknown order: {order}"})
    run = await job.run(payload.decode("utf-8", "replace") or "mqtt")
    if run is None:
        return answer_topic, json.dumps({"error": "a run is under way"})
    return answer_topic, json.dumps({"outcome": run.outcome, "purged": run.purged, "failed": run.failed})


async def take_orders(settings: Settings, job: RetentionJob) -> None:
    """Until the order to stop comes."""
    async with Client(
        settings.mqtt_host,
        settings.mqtt_port,
        client_id="data-retention",
        username=settings.mqtt_username,
        password=settings.mqtt_password,
        will=Will("retention/status", payload="offline", retain=True),
    ) as client:
        await client.publish("retention/status", "online", retain=True)
        async with client.messages() as messages:
            await client.subscribe(COMMANDS, qos=1)
            async for message in messages:
                if message.topic.matches(STOP):
                    break
                answer_topic, answer = await obey(job, str(message.topic), message.payload)
                await client.publish(answer_topic, answer)
        await client.publish("retention/status", "offline", retain=True)


async def take_orders_while_possible(settings: Settings, job: RetentionJob, pause_seconds: float = 10) -> None:
    """Come back after every lost connection, but not when the broker refuses us."""
    while True:
        try:
            return await take_orders(settings, job)
        except MqttCodeError as error:
            if error.rc == NOT_AUTHORISED:
                logger.critical("the broker refuses our password")
                raise
            logger.warning("the broker answered: %s", error)
        except MqttError as error:
            logger.warning("lost the broker: %s", error)
        await asyncio.sleep(pause_seconds)
