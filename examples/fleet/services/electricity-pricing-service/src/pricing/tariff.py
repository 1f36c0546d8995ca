"""Prices in cents per kilowatt hour, one for each hour of a day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone


@dataclass(frozen=True)
class DayAhead:
    day: date
    cents: tuple[float, ...]

    def __post_init__(self):
        if len(self.cents) != 24:
            raise ValueError(f"{self.day} has {len(self.cents)} prices, not 24")

    @property
    def average(self) -> float:
        return sum(self.cents) / 24

    def hours(self) -> list[tuple[datetime, float]]:
        midnight = datetime(self.day.year, self.day.month, self.day.day, tzinfo=timezone.utc)
        return [(midnight + timedelta(hours=hour), price) for hour, price in enumerate(self.cents)]

    def cheap_hours(self, share: float = 0.8) -> list[int]:
        """The hours that cost at most this share of the day's average."""
        return [hour for hour, price in enumerate(self.cents) if price <= share * self.average]

    def cost(self, kilowatt_hours_by_hour: dict[int, float]) -> float:
        return sum(self.cents[hour] * amount for hour, amount in kilowatt_hours_by_hour.items()) / 100
