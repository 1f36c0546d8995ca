import threading
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp.test_utils import TestClient, TestServer

from src.annotations import NotStored, NoteWriter
from src.app import DataApi
from src.metadata import Entity, Metadata
from src.settings import Database

NOW = datetime(2025, 9, 1, 12, tzinfo=timezone.utc)


def row(minutes, state):
    return {"time": NOW - timedelta(minutes=minutes), "state": state, "unit": None}


class KnownEvents:
    """Answers instead of InfluxDB; remembers what was asked."""

    def __init__(self):
        self.rows = [row(60, "off"), row(45, "on"), row(15, "off")]
        self.asked = []

    def events(self, entity_id, hours, limit):
        self.asked.append((entity_id, hours, limit))
        return self.rows[:limit]

    def hourly_mean(self, area, hours):
        self.asked.append((area, hours))
        return [{"time": NOW, "value": 20.0}, {"time": NOW, "value": 21.0}, {"time": NOW, "value": None}]

    def newest(self, entity_id):
        return self.rows[-1] if self.rows else None


class Notebook:
    def __init__(self):
        self.notes = []
        self.broken = False

    def write(self, note):
        if self.broken:
            raise NotStored("read only")
        self.notes.append(note)


@pytest.fixture
def events():
    return KnownEvents()


@pytest.fixture
def notebook():
    return Notebook()


@pytest.fixture(scope="session")
async def house():
    """The entities of a house; nobody changes them, so one load is enough."""
    metadata = Metadata(":memory:")
    metadata.put(
        [
            Entity("light.hall", "Flurlicht", "hall", "IKEA"),
            Entity("sensor.hall_temperature", "Temperatur", "hall"),
            Entity("light.attic", "Dachlicht", "attic"),
        ]
    )
    yield metadata
    metadata.close()


@pytest.fixture
async def api(events, notebook, house):
    application = DataApi(events, notebook, house, max_rows=100, clock=lambda: NOW).application()
    async with TestClient(TestServer(application)) as client:
        yield client


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.written.append((parse_qs(urlsplit(self.path).query), body))
        answer = b'{"code": "forbidden", "message": "read only token"}' if self.server.status >= 400 else b""
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args):
        pass


@pytest.fixture
def influx():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.status, server.written = 204, []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def writer(influx):
    writer = NoteWriter(Database(url=f"http://127.0.0.1:{influx.server_port}", token="t"), instance="test")
    yield writer
    writer.close()
