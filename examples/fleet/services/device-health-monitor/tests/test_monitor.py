import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import pytest_asyncio
from aiomqtt import Message, Topic

from health import Health, read_health
from monitor import REPORTS, watch
from store import Store


class Endpoint(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.lines += self.rfile.read(int(self.headers["Content-Length"])).decode().splitlines()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class Broker:
    def __init__(self, *reports):
        self.reports = reports
        self.subscribed = []

    async def subscribe(self, topic):
        self.subscribed.append(topic)

    @property
    async def messages(self):
        for topic, payload in self.reports:
            yield Message(Topic(topic), payload, qos=0, retain=False, mid=1, properties=None)


@pytest.fixture
def endpoint():
    with ThreadingHTTPServer(("127.0.0.1", 0), Endpoint) as server:
        server.lines = []
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest_asyncio.fixture
async def store(endpoint):
    store = Store(f"http://127.0.0.1:{endpoint.server_port}", "secret")
    yield store
    store.close()


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        (b'{"battery": 10, "link": 90}', Health("lock", 10, 90)),
        (b'{"battery": "full"}', None),
        (b"\xff", None),
        (b"[]", None),
    ],
)
def test_reports(payload, expected):
    assert read_health("devices/lock/health", payload) == expected


@pytest.mark.parametrize(("battery", "link", "look"), [(19, 100, True), (100, 39, True), (20, 40, False)])
def test_what_is_worth_a_look(battery, link, look):
    assert Health("lock", battery, link).worth_a_look is look


@pytest.mark.asyncio
async def test_only_trouble_is_stored(store, endpoint):
    broker = Broker(
        ("devices/lock/health", b'{"battery": 5, "link": 80}'),
        ("devices/lamp/health", b'{"battery": 95, "link": 80}'),
        ("devices/lamp/state", b'{"battery": 1, "link": 1}'),
    )

    assert await watch(broker, store) == 1
    assert endpoint.lines == ["health,device=lock battery=5i,link=80i"]
    assert broker.subscribed == [REPORTS]
