import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from weather.archive import Archive


class Database(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.lines += self.rfile.read(int(self.headers["Content-Length"])).decode().splitlines()
        self.server.targets.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def database():
    with ThreadingHTTPServer(("127.0.0.1", 0), Database) as server:
        server.lines, server.targets = [], []
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
async def archive(database):
    archive = Archive(f"http://127.0.0.1:{database.server_port}", "secret")
    yield archive
    await archive.aclose()
