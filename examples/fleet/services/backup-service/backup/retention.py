from datetime import date, timedelta


def to_keep(days: list[date], today: date, daily: int = 7, weekly: int = 4, monthly: int = 6) -> set[date]:
    """The newest days, the first backup of each of the last weeks, and of each of the last months."""
    kept = {day for day in days if today - timedelta(days=daily) < day <= today}
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in sorted(days):
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    kept.update(sorted(weeks.values())[-weekly:] if weekly else [])
    kept.update(sorted(months.values())[-monthly:] if monthly else [])
    return kept
