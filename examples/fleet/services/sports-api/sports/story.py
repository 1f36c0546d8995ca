"""How a game went, for the panel: `python -m sports.story 4711`."""

from __future__ import annotations

import sys
from typing import Protocol

from .config import read_config
from .history import Score, ScoreHistory
from .panel import turning_points


class Courses(Protocol):
    def course_of(self, game_id: str, hours: int = 6) -> list[Score]: ...


def story(courses: Courses, game_id: str) -> list[str]:
    """One line per turn of the game, in local time."""
    if not game_id.isalnum():
        raise ValueError(f"not the id of a game: {game_id!r}")
    turns = turning_points(courses.course_of(game_id))
    return [f"{score.at.astimezone():%H:%M}  {score.home} : {score.away}" for score in turns] or ["Kein Tor bisher."]


if __name__ == "__main__":
    history = ScoreHistory(read_config())
    try:
        print("\n".join(story(history, sys.argv[1])))
    finally:
        history.close()
