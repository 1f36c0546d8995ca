"""Notes that people make in the history: « Fenster stand offen », « Sensor getauscht »."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from influxdb_client import InfluxDBClient, Point, WritePrecision
from influxdb_client.client.exceptions import InfluxDBError
from influxdb_client.client.write_api import SYNCHRONOUS, PointSettings

from .settings import Database

logger = logging.getLogger(__name__)


class NotStored(Exception):
    """The note was lost; the person has to be told."""


@dataclass(frozen=True)
class Note:
    entity_id: str
    text: str
    author: str
    at: datetime


class NoteWriter:
    """Writes notes, with a client of its own that has other rights than the reader."""

    def __init__(self, database: Database, instance: str = "main") -> None:
        self.bucket = database.bucket
        self.client = InfluxDBClient(url=database.url, token=database.token, org=database.org)
        self.writer = self.client.write_api(
            write_options=SYNCHRONOUS,
            point_settings=PointSettings(instance=instance),
        )

    def write(self, note: Note) -> None:
        point = Point("note").tag("entity_id", note.entity_id).tag("author", note.author)
        point = point.field("text", note.text).time(note.at, WritePrecision.MS)
        try:
            self.writer.write(bucket=self.bucket, record=point)
        except InfluxDBError as error:
            logger.exception("note of %s", note.author)
            raise NotStored(str(error.message or error)) from error

    def write_all(self, notes: list[Note]) -> int:
        """Several notes as lines, as the import of the old notebook gives them."""
        lines = [
            f"note,author={escaped(n.author)},entity_id={escaped(n.entity_id)} "
            f'text="{quoted(n.text)}" {int(n.at.timestamp() * 1000)}'
            for n in notes
        ]
        self.writer.write(bucket=self.bucket, record=lines, write_precision=WritePrecision.MS)
        return len(lines)

    def close(self) -> None:
        self.writer.close()
        self.client.close()


def escaped(tag: str) -> str:
    return tag.replace("\\", "\\\\").replace(" ", "\\ ").replace(",", "\\,").replace("=", "\\=")


def quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
