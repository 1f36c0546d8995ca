import asyncio
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from src.influxdb_client import InfluxEventWriter
from src.pipeline import Pipeline
from src.settings import InfluxSettings


class Recorder(ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = 204
        self.requests = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def lines(self):
        return [line for _, body in self.requests for line in body.splitlines()]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        target = urlsplit(self.path)
        if target.path == "/api/v2/write":
            self.server.requests.append((parse_qs(target.query), body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def influx():
    server = Recorder()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def writer(influx):
    writer = InfluxEventWriter(InfluxSettings(url=influx.url, token="t", flush_interval_ms=50, batch_size=10))
    yield writer
    writer.close()


class Memory:
    def __init__(self):
        self.changes = []

    def write(self, change):
        if change.state == "poison":
            raise ValueError("cannot be stored")
        self.changes.append(change)


@pytest.fixture
def memory():
    return Memory()


@pytest.fixture
async def pipeline(memory):
    pipeline = Pipeline(memory, capacity=3)
    worker = asyncio.create_task(pipeline.run())
    yield pipeline
    worker.cancel()
