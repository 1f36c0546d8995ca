"""One analysis: read, detect, offer."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import Sequence

import httpx

from . import detectors
from .config import Config
from .data_api import fetch_history, publish
from .jobs import queue
from .models import Event, Pattern

logger = logging.getLogger(__name__)


@dataclass
class Report:
    events: int
    patterns: list[Pattern] = field(default_factory=list)
    accepted: int = 0
    skipped: dict[str, str] = field(default_factory=dict)


def detect(events: Sequence[Event], config: Config) -> tuple[list[Pattern], dict[str, str]]:
    """All patterns, best first. A detector that breaks does not take the others with it."""
    found: list[Pattern] = []
    skipped: dict[str, str] = {}
    for name, detector in detectors.ALL.items():
        try:
            found.extend(detector(events, config))
        except Exception as error:
            logger.exception("detector %s", name)
            skipped[name] = str(error)
    found.sort(key=lambda pattern: (-pattern.confidence, -pattern.days, pattern.subject))
    return found, skipped


class Analysis:
    def __init__(self, config: Config, data: httpx.AsyncClient, suggestions: httpx.AsyncClient) -> None:
        self._config = config
        self._data = data
        self._suggestions = suggestions

    async def run(self, now: datetime) -> Report:
        events = await fetch_history(self._data, now, self._config.history_days)
        patterns, skipped = detect(events, self._config)
        report = Report(len(events), patterns, skipped=skipped)
        if patterns:
            report.accepted = await publish(self._suggestions, [p.as_suggestion() for p in patterns])
        return report


@queue.retry(times=2)
async def nightly(analysis: Analysis, now: datetime) -> Report:
    return await analysis.run(now)
