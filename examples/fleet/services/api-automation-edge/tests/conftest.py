import os

import pytest

from . import influx as influx_server

# the settings are read when edge is imported, so the address has to be known before that
SERVER = influx_server.start()
os.environ["INFLUXDB_URL"] = f"http://127.0.0.1:{SERVER.server_port}"
os.environ["INFLUXDB_TOKEN"] = "test"

from edge.actions import Action  # noqa: E402
from edge.home_assistant import HomeAssistant  # noqa: E402
from edge.kill_switch import KillSwitch  # noqa: E402


@pytest.fixture
def influx():
    SERVER.status = 204
    SERVER.written.clear()
    return SERVER


class House:
    def __init__(self):
        self.states = {"light.hall": "off", "lock.door": "unlocked"}
        self.requests = []
        self.errors = []
        self.deaf = False

    def __call__(self, method, path, body):
        self.requests.append((method, path))
        if self.errors:
            raise self.errors.pop(0)
        if path == "/api/config":
            return {"state": "RUNNING"}
        if method == "GET":
            return {"state": self.states[path.rpartition("/")[2]]}
        if not self.deaf:
            self.states[body["entity_id"]] = {"turn_on": "on", "lock": "locked"}.get(path.rpartition("/")[2], "?")
        return []


@pytest.fixture
def house():
    return House()


@pytest.fixture
def home(house):
    return HomeAssistant(house)


@pytest.fixture
def switch(tmp_path):
    return KillSwitch(tmp_path / "kill-switch")


@pytest.fixture
def action():
    return Action("evening", "light", "turn_on", "light.hall", {"brightness": 120}, run_id="r1")
