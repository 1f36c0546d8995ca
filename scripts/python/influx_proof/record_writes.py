"""
Runs `before` or `after` of the plugin's fixtures against a server that records writes, once with a server that takes them and once with one that
refuses them. Each fixture has a process of its own, so that what happens at its end counts. Prints one line of JSON for each run.
"""

import gzip
import importlib
import json
import os
import socket
import sys
import types
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from fixture_calls import CALLS, WRITES_MORE, imported

SIDE, FIXTURES = sys.argv[1], Path(sys.argv[2])
REFUSAL = json.dumps({"code": "invalid", "message": "refused"}).encode()


class Recorder(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(204)
        self.send_header("X-Influxdb-Version", "3.0")
        self.end_headers()

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        kept = {name: asked.get(name) for name in ("bucket", "org", "precision")}
        self.server.writes.append({"path": url.path, **kept, "token": self.headers.get("Authorization"), "lines": body.decode()})
        self.send_response(400 if self.server.refuses else 204)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if self.server.refuses:
            self.wfile.write(REFUSAL)

    def log_message(self, *arguments):
        pass


def run(name, refuses):
    server = HTTPServer(("127.0.0.1", 0), Recorder)
    server.writes, server.refuses, server.timeout = [], refuses, 0.02
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        run_fixture(name, server.server_port, writer)
    os.close(writer)
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        server.handle_request()
    server.handle_request()
    server.server_close()
    with os.fdopen(reader) as answer:
        return {"writes": server.writes, **json.loads(answer.read() or '{"outcome": "it died"}')}


def run_fixture(name, port, writer):
    """In the child: every host name leads to the recording server. Ends the process as a script ends."""
    os.environ["TOKEN"] = "t"
    find = socket.getaddrinfo
    socket.getaddrinfo = lambda host, asked, *rest, **named: find("127.0.0.1", port, *rest, **named)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    call = CALLS.get(name, imported)
    module_name, call = call if isinstance(call, tuple) else (None, call)
    try:
        outcome = {"answer": call(load(name, module_name))}
    except SystemExit as end:
        outcome = {"exit": end.code}
    except Exception as error:
        outcome = {"error": type(error).__name__}
    os.write(writer, json.dumps({"outcome": outcome}, default=str).encode())
    sys.exit(0)


def load(name, module_name):
    folder = FIXTURES / name
    if module_name is not None:
        sys.path.insert(0, str(folder / SIDE))
        return importlib.import_module(module_name)
    path = folder / f"{SIDE}.py"
    module = types.ModuleType("fixture")
    sys.modules["fixture"] = module
    # The recording server speaks plain HTTP.
    exec(compile(path.read_text().replace("https://", "http://"), path, "exec"), module.__dict__)
    return module


def names():
    both = [*FIXTURES.glob("*/*/after.py"), *FIXTURES.glob("*/*/after")]
    found = sorted(str(path.parent.relative_to(FIXTURES)) for path in both)
    # What is queried has a proof of its own, with rows on both sides.
    return [name for name in found if not name.startswith("queries/")]


importlib.import_module("influxdb_client" if SIDE == "before" else "influxdb_client_3")
for name in names():
    if name not in CALLS:
        print(json.dumps({"name": name, "unlisted": True}), flush=True)
        continue
    for refuses in (False, True):
        more = {"writesMore": True} if name in WRITES_MORE else {}
        print(json.dumps({"name": name, "refuses": refuses, **more, **run(name, refuses)}), flush=True)
