import io

from src.main import follow
from src.sml import Reading, encode


class Memory:
    def __init__(self):
        self.readings = []

    def add(self, reading, at):
        self.readings.append(reading)


def test_every_telegram_once_however_it_is_cut():
    sent = [Reading(float(n), float(n), 0.0) for n in range(20)]
    memory = Memory()
    assert follow(io.BytesIO(b"".join(map(encode, sent))), memory, chunk=7) == (20, 0)
    assert memory.readings == sent


def test_broken_telegrams_are_counted():
    good = encode(Reading(1.0, 1.0, 0.0))
    bad = good[:10] + b"\xff" + good[11:]
    assert follow(io.BytesIO(good + bad + good), Memory()) == (2, 1)
