import http.server
import threading
import urllib.parse

import pytest


@pytest.fixture
def influx():
    """A write endpoint on a free port; `lines` holds what it was sent, `buckets` where it was to go."""

    class Endpoint(http.server.BaseHTTPRequestHandler):
        lines = []
        buckets = set()

        def do_POST(self):
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
            type(self).buckets.update(query.get("bucket", []))
            length = int(self.headers["Content-Length"])
            type(self).lines.extend(self.rfile.read(length).decode("utf-8").splitlines())
            self.send_response(204)
            self.end_headers()

        def log_message(self, format, *args):
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        Endpoint.url = "http://127.0.0.1:%d" % server.server_address[1]
        yield Endpoint
        server.shutdown()
