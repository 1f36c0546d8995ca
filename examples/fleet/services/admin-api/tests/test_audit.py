from datetime import datetime, timezone

import pytest

from src import audit
from src.audit import AuditLost, Entry

AT = datetime(2025, 1, 1, tzinfo=timezone.utc)


def test_one_entry(influx):
    audit.record(Entry("jürgen", "maintenance:on", "admin-api", "new disk"), AT)
    query, line = influx.requests[0]
    assert query["bucket"] == ["audit"]
    assert line == 'audit,service=admin-api,what=maintenance:on reason="new disk",who="jürgen" 1735689600000000000'


def test_many_entries_in_one_request(influx):
    audit.record_many([Entry("eva", "a", "x"), Entry("eva", "b", "y")], AT)
    assert len(influx.requests) == 1
    assert [line.split(" ")[0] for line in influx.lines] == ["audit,service=x,what=a", "audit,service=y,what=b"]


def test_a_lost_entry_is_an_error(influx):
    influx.status = 403
    with pytest.raises(AuditLost, match="answered 403"):
        audit.record(Entry("eva", "a", "x"))


def test_the_next_entry_is_written_again(influx):
    influx.status = 403
    with pytest.raises(AuditLost):
        audit.record(Entry("eva", "a", "x"))
    influx.status = 204
    audit.record(Entry("eva", "b", "x"))
    assert len(influx.requests) == 2
