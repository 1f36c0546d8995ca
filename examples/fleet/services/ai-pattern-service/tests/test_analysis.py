from unittest.mock import AsyncMock, Mock, patch

import pytest

from src.analysis import Analysis, detect
from src.detectors import ALL
from src.jobs import JobQueue, queue

from .conftest import MONDAY

pytestmark = pytest.mark.asyncio


@pytest.fixture
async def analysis(client, config):
    return Analysis(config, client, client)


async def test_offers_what_it_finds(analysis, house):
    for day in range(4):
        house.happens("light.hall", "on", day, 420)
    report = await analysis.run(MONDAY)
    assert (report.events, report.accepted) == (4, 1)
    assert house.suggestions == [
        {"title": "light.hall=on at 07:00", "kind": "time_of_day", "evidence": {"days": 4, "confidence": 1.0}}
    ]


async def test_offers_nothing_when_there_is_nothing(analysis, house):
    report = await analysis.run(MONDAY)
    assert report.patterns == []
    assert [request.method for request in house.requests] == ["GET"]


async def test_a_broken_detector_is_skipped(config):
    with patch.dict(ALL, {"follows": Mock(side_effect=ZeroDivisionError("zero"))}):
        patterns, skipped = detect([], config)
    assert patterns == []
    assert skipped == {"follows": "zero"}


async def test_the_nightly_job_is_put_back(analysis, house):
    house.failing = 4
    report = await queue.run("nightly", analysis, MONDAY)
    assert report.events == 0
    assert [entry[1].split(":")[0] for entry in queue.log] == ["failed", "done"]


async def test_a_job_that_never_works_ends():
    own = JobQueue()
    job = AsyncMock(side_effect=OSError("no"))
    job.__name__ = "job"
    own.retry(times=1)(job)
    assert await own.run("job") is None
    assert job.await_count == 2
