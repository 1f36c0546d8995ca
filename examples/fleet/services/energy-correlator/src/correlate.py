"""Numbers only: no database here."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median


@dataclass(frozen=True)
class Sample:
    moment: datetime
    watts: float


@dataclass(frozen=True)
class Switch:
    moment: datetime
    device: str
    on: bool


def steps(samples: list[Sample], switches: list[Switch], window: timedelta) -> dict[str, list[float]]:
    """For every device, how far the power moved around each of its switches, as a positive figure."""
    found = defaultdict(list)
    for switch in switches:
        before = [s.watts for s in samples if switch.moment - window <= s.moment < switch.moment]
        after = [s.watts for s in samples if switch.moment < s.moment <= switch.moment + window]
        if before and after:
            step = median(after) - median(before)
            found[switch.device].append(step if switch.on else -step)
    return dict(found)


def draw_of(samples: list[Sample], switches: list[Switch], window: timedelta = timedelta(minutes=2)) -> dict[str, float]:
    """The likely draw of each device in watts; devices that seem to draw nothing are left out."""
    return {
        device: round(median(values), 1)
        for device, values in steps(samples, switches, window).items()
        if median(values) > 0
    }
