"""A broker in memory.

`FakeClient` answers to both call styles of the MQTT library, so that the same tests run before and after an upgrade.
"""

from contextlib import asynccontextmanager


def matches(pattern, topic):
    wanted, actual = pattern.split("/"), topic.split("/")
    return len(wanted) == len(actual) and all(w in ("+", a) for w, a in zip(wanted, actual))


class FakeTopic(str):
    @property
    def value(self):
        return str(self)

    def matches(self, pattern):
        return matches(str(pattern), str(self))


class FakeMessage:
    def __init__(self, topic, payload):
        self.topic = FakeTopic(topic)
        self.payload = payload


class Inbox:
    """Iterable by itself, and callable for a context that gives an iterable."""

    def __init__(self, messages, error):
        self._messages = messages
        self._error = error

    def __call__(self):
        return self._context(self._messages)

    @asynccontextmanager
    async def _context(self, messages):
        yield Inbox(messages, self._error)

    def filtered(self, pattern):
        return self._context([m for m in self._messages if m.topic.matches(pattern)])

    async def __aiter__(self):
        for message in self._messages:
            yield message
        if self._error is not None:
            raise self._error


class FakeClient:
    def __init__(self, messages=(), error=None):
        self.inbox = Inbox([FakeMessage(*m) for m in messages], error)
        self.published = []
        self.subscribed = []
        self.options = None

    def __call__(self, *args, **options):
        """Stands where the class stands."""
        self.options = dict(zip(("hostname", "port"), args)) | options
        return self

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        return False

    @property
    def messages(self):
        return self.inbox

    def unfiltered_messages(self):
        return self.inbox()

    def filtered_messages(self, pattern):
        return self.inbox.filtered(pattern)

    async def publish(self, topic, payload=None, qos=0, retain=False):
        self.published.append((topic, payload, qos, retain))

    async def subscribe(self, topic, qos=0):
        self.subscribed.append((topic, qos))
