"""Sunrise and sunset, to within a few minutes, which is enough for a lamp."""

import math
from datetime import date, datetime, timedelta, timezone


def sun_times(day: date, latitude: float, longitude: float) -> tuple[datetime, datetime] | None:
    """Sunrise and sunset in UTC; None when the sun does not cross the horizon that day."""
    number = day.timetuple().tm_yday
    declination = math.radians(-23.44) * math.cos(2 * math.pi / 365 * (number + 10))
    cosine = -math.tan(math.radians(latitude)) * math.tan(declination)
    if not -1 <= cosine <= 1:
        return None
    half_day = timedelta(hours=math.degrees(math.acos(cosine)) / 15)
    angle = 2 * math.pi / 364 * (number - 81)
    equation = timedelta(minutes=9.87 * math.sin(2 * angle) - 7.53 * math.cos(angle) - 1.5 * math.sin(angle))
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.utc)
    noon = midnight + timedelta(hours=12 - longitude / 15) - equation
    return noon - half_day, noon + half_day
