import threading
from datetime import datetime, timezone

import pytest

from retention.job import RetentionJob
from retention.policies import Policy
from retention.purge import PurgeRefused
from retention.settings import Settings

from .influx_server import InfluxServer

NOW = datetime(2025, 6, 15, 3, 0, tzinfo=timezone.utc)


class RememberingPurger:
    def __init__(self):
        self.purged = []
        self.refuses = set()

    def purge(self, policy, now):
        if policy.name in self.refuses:
            raise PurgeRefused(policy.name)
        self.purged.append((policy.name, policy.cutoff(now).date().isoformat()))


@pytest.fixture
def influx():
    server = InfluxServer()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings(influx):
    return Settings(influx_url=influx.url, influx_token="t", mqtt_host="broker.test")


@pytest.fixture
def policies():
    return [Policy("events", "state", 30), Policy("events", "debug", 7)]


@pytest.fixture
def purger():
    return RememberingPurger()


@pytest.fixture
def runs():
    return []


@pytest.fixture
async def job(policies, purger, runs):
    return RetentionJob(policies, purger, runs.append, clock=lambda: NOW)
