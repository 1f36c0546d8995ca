"""Telegrams of the meter.

Only what our meter sends: a start mark, entries of an OBIS code and a signed number with a decimal exponent, an end
mark and a CRC-16 (X.25) over everything before it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Iterator

START = b"\x1b\x1b\x1b\x1b\x01\x01\x01\x01"
END = b"\x1b\x1b\x1b\x1b\x1a"

POWER = b"\x10\x07\x00"
IMPORT = b"\x01\x08\x00"
EXPORT = b"\x02\x08\x00"

ENTRY = struct.Struct(">3sqb")


class BrokenTelegram(ValueError):
    """The telegram was cut or disturbed on its way."""


@dataclass(frozen=True)
class Reading:
    power_w: float
    import_kwh: float
    export_kwh: float


def crc16(data: bytes) -> int:
    crc = 0xFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ 0x8408 if crc & 1 else crc >> 1
    return crc ^ 0xFFFF


def encode(reading: Reading) -> bytes:
    entries = (
        ENTRY.pack(POWER, round(reading.power_w * 10), -1)
        + ENTRY.pack(IMPORT, round(reading.import_kwh * 10_000), -1)
        + ENTRY.pack(EXPORT, round(reading.export_kwh * 10_000), -1)
    )
    body = START + entries + END
    return body + struct.pack("<H", crc16(body))


def telegrams(stream: bytes) -> Iterator[bytes]:
    """The complete telegrams in a piece of the stream."""
    position = stream.find(START)
    while position >= 0:
        end = stream.find(END, position + len(START))
        if end < 0 or len(stream) < end + len(END) + 2:
            return
        stop = end + len(END) + 2
        yield stream[position:stop]
        position = stream.find(START, stop)


def decode(telegram: bytes) -> Reading:
    body, check = telegram[:-2], struct.unpack("<H", telegram[-2:])[0]
    if crc16(body) != check:
        raise BrokenTelegram("the checksum is wrong")
    entries = body[len(START) : -len(END)]
    values = {code: number * 10.0**exponent for code, number, exponent in ENTRY.iter_unpack(entries)}
    try:
        return Reading(round(values[POWER], 1), values[IMPORT] / 1000, values[EXPORT] / 1000)
    except KeyError as error:
        raise BrokenTelegram(f"no entry {error.args[0].hex()}") from error
