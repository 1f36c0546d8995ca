"""A server that remembers what was written and deleted."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class InfluxServer(ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = 204
        self.lines = []
        self.buckets = []
        self.deletes = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        target = urlsplit(self.path)
        query = parse_qs(target.query)
        if target.path == "/api/v2/write":
            self.server.lines += body.splitlines()
            self.server.buckets += query["bucket"]
        elif target.path == "/api/v2/delete":
            self.server.deletes.append({"bucket": query["bucket"][0]} | json.loads(body))
        self.send_response(self.server.status)
        self.end_headers()

    def do_GET(self):
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args):
        pass
