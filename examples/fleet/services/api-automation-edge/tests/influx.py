"""A stand-in for the database: takes what is written and remembers it."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        query = parse_qs(urlsplit(self.path).query)
        if self.server.status < 300:
            self.server.written += [(query["bucket"][0], line) for line in body.splitlines()]
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args):
        pass


def start():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.status = 204
    server.written = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
