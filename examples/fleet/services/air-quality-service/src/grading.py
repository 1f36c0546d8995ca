"""From micrograms per cubic metre to a word."""

from dataclasses import dataclass

STEPS = [(12.0, "good"), (35.0, "fair"), (55.0, "poor"), (150.0, "bad")]


@dataclass(frozen=True)
class Reading:
    sensor: str
    pm25: float
    pm10: float

    def __post_init__(self):
        if self.pm25 < 0 or self.pm10 < 0:
            raise ValueError(f"{self.sensor} reports a negative amount")


def grade(reading: Reading) -> str:
    return next((word for limit, word in STEPS if reading.pm25 <= limit), "hazardous")


def worst(readings: list[Reading]) -> str | None:
    """The grade of the dustiest sensor."""
    if not readings:
        return None
    return grade(max(readings, key=lambda reading: reading.pm25))
