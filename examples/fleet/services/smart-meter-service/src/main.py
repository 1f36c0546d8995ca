"""Reads the serial device until it is unplugged."""

from __future__ import annotations

import logging
from datetime import datetime, timezone
from typing import BinaryIO

from .first_start import ensure_bucket
from .settings import Settings, read_settings
from .sml import BrokenTelegram, decode, telegrams
from .store import ReadingStore, connect, writer_of

logger = logging.getLogger(__name__)


def follow(device: BinaryIO, store: ReadingStore, chunk: int = 512) -> tuple[int, int]:
    """Store every good telegram; gives the numbers of good and of broken ones."""
    good = broken = 0
    rest = b""
    while piece := device.read(chunk):
        rest += piece
        for telegram in telegrams(rest):
            rest = rest[rest.index(telegram) + len(telegram) :]
            try:
                store.add(decode(telegram), datetime.now(timezone.utc))
                good += 1
            except BrokenTelegram as error:
                broken += 1
                logger.warning("telegram skipped: %s", error)
    return good, broken


def run(settings: Settings) -> None:
    with connect(settings) as client:
        ensure_bucket(client, settings)
        store = ReadingStore(writer_of(client), settings)
        with open(settings.device, "rb", buffering=0) as device:
            follow(device, store)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    run(read_settings())
