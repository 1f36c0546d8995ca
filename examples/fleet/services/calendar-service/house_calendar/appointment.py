from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

EVERY = {"daily": 1, "weekly": 7, "fortnightly": 14}


@dataclass(frozen=True)
class Appointment:
    title: str
    first: date
    away: bool = False
    every: str | None = None
    until: date | None = None

    def on(self, start: date, end: date) -> Iterator[date]:
        """The days between start and end, end included, on which it takes place."""
        if self.every is None:
            if start <= self.first <= end:
                yield self.first
            return
        step = EVERY[self.every]
        missed = max(0, (start - self.first).days)
        day = self.first + timedelta(days=-(-missed // step) * step)
        last = min(end, self.until) if self.until else end
        while day <= last:
            yield day
            day += timedelta(days=step)


def days_away(appointments: list[Appointment], start: date, end: date) -> dict[date, list[str]]:
    """For every day in the span, the appointments that take the household out."""
    days = {start + timedelta(days=offset): [] for offset in range((end - start).days + 1)}
    for appointment in appointments:
        if appointment.away:
            for day in appointment.on(start, end):
                days[day].append(appointment.title)
    return days
