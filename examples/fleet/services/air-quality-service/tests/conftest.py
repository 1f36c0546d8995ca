import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import pytest


class WriteEndpoint(BaseHTTPRequestHandler):
    """Accepts line protocol the way a database does, and remembers it."""

    def do_POST(self):
        target = urlparse(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.requests.append((target.path, parse_qs(target.query), body.splitlines()))
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def database():
    server = ThreadingHTTPServer(("127.0.0.1", 0), WriteEndpoint)
    server.requests = []
    server.status = 204
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
