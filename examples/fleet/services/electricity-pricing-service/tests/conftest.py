import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Influx(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(204 if self.path == "/ping" else 404)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.received.append((self.path, body.splitlines()))
        self.answer(self.server.write_status)

    def answer(self, status):
        self.send_response(status)
        self.send_header("X-Influxdb-Version", "3.0.0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def influx():
    with ThreadingHTTPServer(("127.0.0.1", 0), Influx) as server:
        server.received = []
        server.write_status = 204
        server.url = "http://127.0.0.1:" + str(server.server_port)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()
