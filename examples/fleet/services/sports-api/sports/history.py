"""Scores in InfluxDB."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from influxdb_client import InfluxDBClient, Point, WritePrecision
from influxdb_client.client.exceptions import InfluxDBError
from influxdb_client.client.write_api import SYNCHRONOUS

from .config import Config
from .games import Game

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Score:
    at: datetime
    home: int
    away: int


class ScoreHistory:
    """Writes every look at a game, and reads how the game went."""

    def __init__(self, config: Config) -> None:
        self._bucket = config.influx_bucket
        self._org = config.influx_org
        self._client = InfluxDBClient(config.influx_url, config.influx_token, org=config.influx_org, timeout=5_000)
        self._writer = self._client.write_api(write_options=SYNCHRONOUS)

    def add(self, game: Game, at: datetime) -> bool:
        """False when the score could not be stored: the game goes on without it."""
        point = (
            Point("score")
            .tag("game", game.id)
            .tag("status", game.status)
            .field("home", game.home_score)
            .field("away", game.away_score)
            .time(at, WritePrecision.S)
        )
        try:
            self._writer.write(bucket=self._bucket, org=self._org, record=point, write_precision=WritePrecision.S)
        except InfluxDBError as error:
            logger.error("score of %s not stored: %s", game.id, error)
            return False
        return True

    def course_of(self, game_id: str, hours: int = 6) -> list[Score]:
        """The scores of a game in order of time."""
        flux = f"""
            from(bucket: "{self._bucket}")
              |> range(start: -{hours}h)
              |> filter(fn: (r) => r._measurement == "score" and r.game == "{game_id}")
              |> filter(fn: (r) => r._field == "home" or r._field == "away")
              |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
              |> group()
              |> sort(columns: ["_time"])
        """
        scores = []
        for table in self._client.query_api().query(flux, org=self._org):
            for record in table.records:
                scores.append(Score(record.get_time(), record["home"], record["away"]))
        return scores

    def close(self) -> None:
        self._writer.close()
        self._client.close()
