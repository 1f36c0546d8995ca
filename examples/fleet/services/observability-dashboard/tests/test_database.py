import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dashboard.database import Database

class Server(BaseHTTPRequestHandler):
    """Answers `/ping` as servers of version 2 and 3 do."""

    def do_GET(self):
        body = json.dumps({"version": "3.0.0", "revision": "0"}).encode()
        self.send_response(200)
        self.send_header("X-Influxdb-Version", "3.0.0")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def url():
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_health_is_asked_of_the_server(url):
    assert Database(url, "secret", []).healthy()


def test_an_unreachable_database_is_not_healthy():
    assert not Database("http://127.0.0.1:9", "secret", []).healthy()


def test_own_buckets_of_the_database_are_left_out(url):
    assert Database(url, "secret", ["_monitoring", "air", "forever"]).buckets() == ["air", "forever"]
