from random import Random

import pytest
from aiomqtt import Message, Topic

from simulator.house import House


class RecordingClient:
    def __init__(self):
        self.published = []
        self.subscribed = []
        self.incoming = []

    async def publish(self, topic, payload, qos=0, retain=False):
        self.published.append((topic, payload, qos, retain))

    async def subscribe(self, topic):
        self.subscribed.append(topic)

    def arrives(self, topic, payload):
        self.incoming.append(Message(Topic(topic), payload, qos=0, retain=False, mid=1, properties=None))

    @property
    async def messages(self):
        for message in self.incoming:
            yield message


@pytest.fixture
async def client():
    yield RecordingClient()


@pytest.fixture
def house():
    return House.furnished(Random(7))
