# Texte für die Anzeige im Flur – was hier steht, sieht man aus drei Metern Entfernung.
"""What the panel in the hall shows."""

from __future__ import annotations

from typing import Sequence

from .games import FINAL, LIVE, Change, Game
from .history import Score


def headline(game: Game) -> str:
    if game.status == LIVE:
        return f"{game.home} {game.home_score} : {game.away_score} {game.away}"
    if game.status == FINAL:
        return f"{game.home} {game.home_score} : {game.away_score} {game.away} (Endstand)"
    return f"{game.home} – {game.away}, {game.starts:%H:%M}"


def announcement(change: Change) -> str:
    if change.kind == "scored":
        return f"{change.team} +{change.points} → {change.game.home_score} : {change.game.away_score}"
    return {"started": "Anpfiff: ", "ended": "Schluss: "}[change.kind] + headline(change.game)


def turning_points(course: Sequence[Score]) -> list[Score]:
    """The scores at which the lead changed."""
    turns: list[Score] = []
    leader = 0
    for score in course:
        now = (score.home > score.away) - (score.home < score.away)
        if now and now != leader:
            turns.append(score)
            leader = now
    return turns
