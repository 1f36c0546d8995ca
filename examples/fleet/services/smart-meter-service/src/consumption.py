"""Consumption by day, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Callable, Iterable

from influxdb_client import InfluxDBClient

from .settings import Settings

FLUX = """
import "timezone"
option location = timezone.location(name: "{zone}")

from(bucket: "{bucket}")
  |> range(start: -{days}d)
  |> filter(fn: (r) => r._measurement == "meter" and r._field == "import" and r.meter == "{meter}")
  |> aggregateWindow(every: 1d, fn: last, createEmpty: false, timeSrc: "_start")
  |> difference()
"""

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Day:
    day: date
    kwh: Decimal

    def cost(self, price: Decimal) -> Decimal:
        return (self.kwh * price).quantize(CENT, ROUND_HALF_UP)


def daily(client: InfluxDBClient, settings: Settings, days: int) -> list[Day]:
    flux = FLUX.format(zone=settings.time_zone, bucket=settings.bucket, days=days, meter=settings.meter)
    frame = client.query_api().query_stream(flux)
    return [Day(record.get_time().date(), Decimal(str(record.get_value()))) for record in frame]


@dataclass(frozen=True)
class Bill:
    kwh: Decimal
    cost: Decimal
    most: Day | None


class Accountant:
    """Works on whatever gives days, so that the sums can be checked without a database."""

    def __init__(self, days: Callable[[int], Iterable[Day]], price: Decimal) -> None:
        self._days = days
        self._price = price

    def bill(self, days: int) -> Bill:
        known = [day for day in self._days(days) if day.kwh >= 0]
        kwh = sum((day.kwh for day in known), Decimal(0))
        cost = sum((day.cost(self._price) for day in known), Decimal(0))
        return Bill(kwh, cost, max(known, key=lambda day: day.kwh, default=None))
