import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest


class Sink(HTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), SinkHandler)
        self.writes = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class SinkHandler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.writes.append((dict(parse_qsl(urlsplit(self.path).query)), body.decode().split("\n")))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture
def sink():
    sink = Sink()
    thread = threading.Thread(target=sink.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield sink
    finally:
        sink.shutdown()
        thread.join()
        sink.server_close()
