import json
import threading
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from sports.config import Config
from sports.feed import Feed, Webhook
from sports.history import ScoreHistory
from sports.tracker import Tracker

NOW = datetime(2025, 8, 1, 20, 30, tzinfo=timezone.utc)


def entry(game_id=1, status="live", home=0, away=0, **names):
    return {
        "id": game_id,
        "status": status,
        "starts": "2025-08-01T20:30:00+00:00",
        "home": {"name": names.get("home_name", "Köln"), "score": home},
        "away": {"name": names.get("away_name", "Bochum"), "score": away},
    }


class World:
    """The feed and the house in one."""

    def __init__(self):
        self.games = []
        self.etag = None
        self.told = []
        self.deaf = False

    def answer(self, request):
        if request.method == "POST":
            if self.deaf:
                raise httpx.ConnectError("refused")
            self.told.append(json.loads(request.content))
            return httpx.Response(200)
        if self.etag and request.headers.get("If-None-Match") == self.etag:
            return httpx.Response(304)
        return httpx.Response(200, json={"games": self.games}, headers={"ETag": self.etag} if self.etag else {})


@pytest.fixture
def world():
    return World()


@pytest.fixture
async def client(world):
    async with httpx.AsyncClient(base_url="http://world.test", transport=httpx.MockTransport(world.answer)) as client:
        yield client


class Memory:
    def __init__(self):
        self.scores = []

    def add(self, game, at):
        self.scores.append((game.id, game.home_score, game.away_score, at))
        return True


@pytest.fixture
def memory():
    return Memory()


@pytest.fixture
async def tracker(client, memory):
    webhook = Webhook(client, "http://house.test/hook")
    return Tracker(Feed(client), webhook, memory, ("Köln",), clock=lambda: NOW)


class InfluxHandler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.written.append((parse_qs(urlsplit(self.path).query), body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def influx():
    server = ThreadingHTTPServer(("127.0.0.1", 0), InfluxHandler)
    server.status, server.written = 204, []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def history(influx):
    history = ScoreHistory(Config(influx_url=f"http://127.0.0.1:{influx.server_port}", influx_token="t"))
    yield history
    history.close()
