"""The detectors. Each takes events in order of time and gives patterns."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import Callable, Iterable, Sequence

from .config import Config
from .models import Event, Pattern

Detector = Callable[[Sequence[Event], Config], list[Pattern]]


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def time_of_day(events: Sequence[Event], config: Config) -> list[Pattern]:
    """Things that happen at about the same time on many days."""
    patterns = []
    for what, own in grouped(events, lambda event: event.what).items():
        minutes = sorted(event.minute_of_day for event in own)
        middle = minutes[len(minutes) // 2]
        near = [event for event in own if abs(event.minute_of_day - middle) <= config.tolerance_minutes]
        days = {event.at.date() for event in near}
        if len(days) < config.minimum_days:
            continue
        confidence = round(len(near) / len(own), 2)
        patterns.append(Pattern("time_of_day", what, f"at {clock(middle)}", len(days), confidence))
    return patterns


def follows(events: Sequence[Event], config: Config) -> list[Pattern]:
    """Things that happen shortly after other things."""
    together: dict[tuple[str, str], set] = defaultdict(set)
    total: dict[str, set] = defaultdict(set)
    for index, first in enumerate(events):
        total[first.what].add(first.at.date())
        for second in events[index + 1 :]:
            if (second.at - first.at).total_seconds() > config.follow_seconds:
                break
            if second.entity_id != first.entity_id:
                together[first.what, second.what].add(first.at.date())
    return [
        Pattern("follows", second, f"after {first}", len(days), round(len(days) / len(total[first]), 2))
        for (first, second), days in sorted(together.items())
        if len(days) >= config.minimum_days
    ]


def grouped(events: Iterable[Event], key: Callable[[Event], str]) -> dict[str, list[Event]]:
    return {name: list(own) for name, own in groupby(sorted(events, key=lambda e: (key(e), e.at)), key)}


ALL: dict[str, Detector] = {"time_of_day": time_of_day, "follows": follows}
