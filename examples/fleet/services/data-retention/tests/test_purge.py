import pytest

from retention.policies import Policy
from retention.purge import Purger, PurgeRefused

from .conftest import NOW


@pytest.fixture
def purger(settings):
    purger = Purger(settings)
    yield purger
    purger.close()


def test_deletes_up_to_the_cutoff(purger, influx):
    purger.purge(Policy("events", "state", 14), NOW)
    assert influx.deletes == [
        {
            "bucket": "events",
            "start": "1970-01-01T00:00:00+00:00",
            "stop": "2025-06-01T00:00:00+00:00",
            "predicate": '_measurement="state"',
        }
    ]


def test_a_refusal_names_the_policy(purger, influx):
    influx.status = 400
    with pytest.raises(PurgeRefused, match="events/state: the server answered 400"):
        purger.purge(Policy("events", "state", 14), NOW)


def test_ready_when_the_server_answers(purger):
    assert purger.is_ready()
