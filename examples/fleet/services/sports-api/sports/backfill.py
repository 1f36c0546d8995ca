"""Brings the results of past seasons into the history: `python -m sports.backfill results.csv`."""

from __future__ import annotations

import csv
import sys
from datetime import datetime
from typing import Iterable, Iterator

from influxdb_client import InfluxDBClient, Point, WriteOptions

from .config import Config, read_config


def points(lines: Iterable[str]) -> Iterator[Point]:
    """One point per line of `id,ends,home,away`; lines without a result are left out."""
    for row in csv.DictReader(lines):
        if not row["home"] or not row["away"]:
            continue
        point = Point("score").tag("game", row["id"]).tag("status", "final")
        point.field("home", int(row["home"])).field("away", int(row["away"]))
        yield point.time(datetime.fromisoformat(row["ends"]))


def backfill(config: Config, lines: Iterable[str]) -> int:
    """Gives the number of results; all of them are written when it returns."""
    count = 0
    with InfluxDBClient(url=config.influx_url, token=config.influx_token, org=config.influx_org) as client:
        with client.write_api(write_options=WriteOptions(batch_size=100, flush_interval=1_000)) as write_api:
            for point in points(lines):
                write_api.write(bucket=config.influx_bucket, record=point)
                count += 1
    return count


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="") as results:
        print(backfill(read_config(), results), "results")
