import pytest

from src.sml import END, START, BrokenTelegram, Reading, crc16, decode, encode, telegrams

READING = Reading(412.5, 12345.6789, 0.0)


def test_there_and_back():
    assert decode(encode(READING)) == READING


def test_feeding_in_is_negative():
    assert decode(encode(Reading(-1500.0, 1.0, 2.0))).power_w == -1500.0


def test_known_checksum():
    assert crc16(b"123456789") == 0x906E


def test_disturbed():
    telegram = bytearray(encode(READING))
    telegram[12] ^= 0xFF
    with pytest.raises(BrokenTelegram, match="checksum"):
        decode(bytes(telegram))


def test_incomplete():
    body = START + END
    with pytest.raises(BrokenTelegram, match="no entry 100700"):
        decode(body + crc16(body).to_bytes(2, "little"))


@pytest.mark.parametrize("noise", [b"", b"\x00\x1b\x1b", b"\xff" * 40])
def test_finds_telegrams_in_noise(noise):
    one, two = encode(READING), encode(Reading(1, 2, 3))
    assert list(telegrams(noise + one + noise + two + one[:20])) == [one, two]
