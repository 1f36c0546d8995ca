import gzip
import json
import threading
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from src.settings import Settings
from src.store import connect


class Handler(BaseHTTPRequestHandler):
    def _body(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body

    def _send(self, status, document=None):
        payload = b"" if document is None else json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def do_GET(self):
        if urlsplit(self.path).path == "/api/v2/orgs":
            return self._send(200, {"orgs": [{"id": "0123456789abcdef", "name": "home"}]})
        self._send(200, {"buckets": self.server.buckets})

    def do_POST(self):
        body = self._body().decode()
        if urlsplit(self.path).path == "/api/v2/buckets":
            bucket = json.loads(body)
            self.server.buckets.append({"id": "1", **bucket})
            return self._send(201, self.server.buckets[-1])
        if self.server.status < 300:
            self.server.lines += body.splitlines()
        self._send(self.server.status)

    def log_message(self, *args):
        pass


@pytest.fixture
def influx():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.status, server.lines, server.buckets = 204, [], []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings(influx):
    url = f"http://127.0.0.1:{influx.server_port}"
    return Settings(url, "t", "home", "energy", "main", Decimal("0.30"), "Europe/Berlin", "/dev/null")


@pytest.fixture
def client(settings):
    with connect(settings) as client:
        yield client
