import json
from datetime import datetime, timezone
from pathlib import Path

import pytest

from retention.policies import Policy, PolicyError, read_policies

SERVICE = Path(__file__).resolve().parent.parent


def test_the_cutoff_is_a_midnight():
    now = datetime(2025, 6, 15, 3, 30, tzinfo=timezone.utc)
    assert Policy("b", "m", 7).cutoff(now) == datetime(2025, 6, 8, tzinfo=timezone.utc)


def test_the_predicate_names_measurement_and_tags():
    policy = Policy("b", 'say "hi"', 7, {"room": "küche"})
    assert policy.predicate == '_measurement="say \\"hi\\"" AND room="küche"'


@pytest.mark.parametrize("bad", [{"keep_days": 0}, {"measurement": ""}])
def test_dangerous_policies_are_refused(bad):
    with pytest.raises(PolicyError):
        Policy(**{"bucket": "b", "measurement": "m", "keep_days": 1} | bad)


def test_two_policies_for_the_same_data(tmp_path):
    entry = {"bucket": "b", "measurement": "m", "keep_days": 1}
    path = tmp_path / "p.json"
    path.write_text(json.dumps({"policies": [entry, entry]}))
    with pytest.raises(PolicyError, match="more than one"):
        read_policies(path)


def test_the_shipped_policies_are_valid():
    assert len(read_policies(SERVICE / "policies" / "default.json")) == 3
