import pytest

from retention.summary import Run, SummaryWriter, points_of

from .conftest import NOW


@pytest.fixture
def writer(settings):
    writer = SummaryWriter(settings)
    yield writer
    writer.close()


def test_one_point_per_policy_and_one_for_the_run():
    lines = [point.to_line_protocol() for point in points_of(Run(NOW, "mqtt", ["b/a"], ["b/c"], 1.23456))]
    assert lines == [
        "retention_run,outcome=partial,trigger=mqtt failed=1i,purged=1i,seconds=1.235 1749956400000000000",
        "retention_policy,policy=b/a ok=true 1749956400000000000",
        "retention_policy,policy=b/c ok=false 1749956400000000000",
    ]


@pytest.mark.parametrize("purged, failed, outcome", [(["a"], [], "ok"), ([], ["a"], "failed"), ([], [], "ok")])
def test_outcomes(purged, failed, outcome):
    assert Run(NOW, "x", purged, failed).outcome == outcome


def test_writes_to_the_bucket_of_operations(writer, influx):
    assert writer.write(Run(NOW, "schedule", ["b/a"]))
    assert influx.buckets == ["operations"]
    assert len(influx.lines) == 2


def test_the_writer_can_be_used_again(writer, influx):
    writer.write(Run(NOW, "one"))
    writer.write(Run(NOW, "two"))
    assert [line.split(" ")[0] for line in influx.lines] == [
        "retention_run,outcome=ok,trigger=one",
        "retention_run,outcome=ok,trigger=two",
    ]


def test_a_summary_that_is_refused_is_not_fatal(writer, influx):
    influx.status = 401
    assert not writer.write(Run(NOW, "schedule"))
