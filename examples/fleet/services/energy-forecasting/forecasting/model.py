"""Same hour, same kind of day, recent weeks weigh more."""

from datetime import datetime, timedelta

History = dict[datetime, float]


def forecast_hour(history: History, hour: datetime, weeks: int = 4, decay: float = 0.7) -> float | None:
    """Kilowatt hours to expect in this hour, or None when no week before knows it."""
    total = weight_sum = 0.0
    for week in range(1, weeks + 1):
        value = history.get(hour - timedelta(weeks=week))
        if value is not None:
            weight = decay ** (week - 1)
            total += weight * value
            weight_sum += weight
    return total / weight_sum if weight_sum else None


def forecast_day(history: History, midnight: datetime) -> dict[datetime, float]:
    """A figure for every hour of the day that can be known; gaps take the mean of their neighbours."""
    hours = [midnight + timedelta(hours=number) for number in range(24)]
    known = {hour: value for hour in hours if (value := forecast_hour(history, hour)) is not None}
    filled = dict(known)
    for hour in hours:
        neighbours = [known[other] for other in (hour - timedelta(hours=1), hour + timedelta(hours=1)) if other in known]
        if hour not in known and len(neighbours) == 2:
            filled[hour] = sum(neighbours) / 2
    return dict(sorted(filled.items()))
