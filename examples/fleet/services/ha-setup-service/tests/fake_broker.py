import asyncio

from aiomqtt import Message, MqttError, Topic


class FakeClient:
    """Stands in for a connected client: what is published comes back, unless it is deaf."""

    def __init__(self, deaf=False, refuse=False):
        self.deaf = deaf
        self.refuse = refuse
        self.subscribed = []
        self._queue = asyncio.Queue()

    async def __aenter__(self):
        if self.refuse:
            raise MqttError("connection refused")
        return self

    async def __aexit__(self, *_):
        return None

    async def subscribe(self, topic):
        self.subscribed.append(topic)

    async def publish(self, topic, payload):
        if not self.deaf:
            message = Message(Topic(topic), payload.encode(), qos=0, retain=False, mid=1, properties=None)
            await self._queue.put(message)

    @property
    async def messages(self):
        while True:
            yield await self._queue.get()
