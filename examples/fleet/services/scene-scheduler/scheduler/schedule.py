from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone

from scheduler.sun import sun_times
from scheduler.tenacity_helpers import RetryError, retry, stop_after_attempt


@dataclass(frozen=True)
class Entry:
    scene: str
    at: str
    """`sunrise`, `sunset` or a time of day such as 07:30, in UTC."""
    offset: timedelta = timedelta()


class Schedule:
    def __init__(self, entries: list[Entry], latitude: float, longitude: float, play: Callable[[str], None]):
        self._entries = entries
        self._place = (latitude, longitude)
        self._play = play
        self.missed: list[str] = []

    def moment(self, entry: Entry, now: datetime) -> datetime | None:
        if entry.at in ("sunrise", "sunset"):
            times = sun_times(now.date(), *self._place)
            return times[entry.at == "sunset"] + entry.offset if times else None
        return datetime.combine(now.date(), time.fromisoformat(entry.at), timezone.utc) + entry.offset

    def run(self, since: datetime, now: datetime) -> list[str]:
        """Play what fell due after `since`, up to now, in order; a scene that cannot be played is noted as missed."""
        due = [(moment, entry.scene) for entry in self._entries if (moment := self.moment(entry, now))]
        played = []
        for _, scene in sorted(item for item in due if since < item[0] <= now):
            try:
                self._play_patiently(scene)
            except RetryError:
                self.missed.append(scene)
            else:
                played.append(scene)
        return played

    @retry(stop=stop_after_attempt(3))
    def _play_patiently(self, scene: str) -> None:
        self._play(scene)
