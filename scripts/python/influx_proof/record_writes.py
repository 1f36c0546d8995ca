"""Runs `before` or `after` of every pair against a server that records writes. Prints one line of JSON for each pair."""

import gzip
import importlib.util
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

PAIRS = Path(__file__).parent / "pairs"


class Recorder(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        kept = {name: asked.get(name) for name in ("bucket", "org", "precision")}
        self.server.writes.append({"path": url.path, **kept, "token": self.headers.get("Authorization"), "lines": body.decode()})
        self.send_response(204)
        self.end_headers()

    def log_message(self, *arguments):
        pass


def run(path: Path) -> list[dict]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    server.writes = []
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        spec = importlib.util.spec_from_file_location("pair", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.write(f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()
    return server.writes


for folder in sorted(path for path in PAIRS.iterdir() if path.is_dir()):
    try:
        result = {"writes": run(folder / f"{sys.argv[1]}.py")}
    except Exception as error:  # the other pairs still count
        result = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps({"name": folder.name, **result}), flush=True)
