"""Games, and what changed between two looks at one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

SCHEDULED, LIVE, FINAL = "scheduled", "live", "final"


@dataclass(frozen=True)
class Game:
    id: str
    home: str
    away: str
    home_score: int
    away_score: int
    status: str
    starts: datetime

    @classmethod
    def from_feed(cls, entry: dict[str, Any]) -> "Game":
        return cls(
            id=str(entry["id"]),
            home=entry["home"]["name"],
            away=entry["away"]["name"],
            home_score=int(entry["home"].get("score") or 0),
            away_score=int(entry["away"].get("score") or 0),
            status=entry["status"] if entry["status"] in (LIVE, FINAL) else SCHEDULED,
            starts=datetime.fromisoformat(entry["starts"]),
        )

    def concerns(self, teams: tuple[str, ...]) -> bool:
        return self.home in teams or self.away in teams

    def score_of(self, team: str) -> int:
        return self.home_score if team == self.home else self.away_score


@dataclass(frozen=True)
class Change:
    kind: str
    game: Game
    team: str | None = None
    points: int = 0


def changes(before: Game | None, after: Game) -> list[Change]:
    """What is worth telling the house. A correction of a score (fewer points) is not."""
    found: list[Change] = []
    if after.status == LIVE and (before is None or before.status == SCHEDULED):
        found.append(Change("started", after))
    if before is not None:
        for team in (after.home, after.away):
            points = after.score_of(team) - before.score_of(team)
            if points > 0:
                found.append(Change("scored", after, team, points))
    if after.status == FINAL and before is not None and before.status != FINAL:
        found.append(Change("ended", after))
    return found
