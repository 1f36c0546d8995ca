import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Stub(ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.reset()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def reset(self):
        self.status = 204
        self.requests = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def lines(self):
        return [line for _, body in self.requests for line in body.split("\n")]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.requests.append((parse_qs(urlsplit(self.path).query), body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args):
        pass
