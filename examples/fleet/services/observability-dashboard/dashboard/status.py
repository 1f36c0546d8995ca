from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Line:
    label: str
    state: str
    detail: str = ""


def freshness(bucket: str, newest: datetime | None, now: datetime, patience: timedelta) -> Line:
    if newest is None:
        return Line(bucket, "silent", "nothing within a day")
    age = now - newest
    minutes = int(age.total_seconds() // 60)
    return Line(bucket, "ok" if age <= patience else "stale", f"{minutes} min old")


def gather(database, now: datetime, patience: timedelta = timedelta(minutes=15)) -> list[Line]:
    """The lines of the page, worst first."""
    if not database.healthy():
        return [Line("database", "down")]
    lines = [freshness(bucket, database.newest(bucket), now, patience) for bucket in database.buckets()]
    rank = ["silent", "stale", "ok"]
    return [Line("database", "ok"), *sorted(lines, key=lambda line: (rank.index(line.state), line.label))]
