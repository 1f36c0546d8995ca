"""The handful of sentences that need no model."""

import re
from dataclasses import dataclass

WHEN = {"now": (0, 0), "today": (0, 24), "yesterday": (24, 48)}
MEASURES = {"warm": "temperature", "cold": "temperature", "humid": "humidity", "bright": "illuminance"}

HOW = re.compile(
    r"how (?P<adjective>\w+) (?P<tense>is|was) (?:it in )?the (?P<room>[\w ]+?)(?: (?P<when>now|today|yesterday))?\??$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Query:
    measure: str
    room: str
    hours_ago: tuple[int, int]
    source: str = "grammar"


def understand(question: str) -> Query | None:
    """The query behind a question, or None when the grammar does not cover it."""
    match = HOW.match(question.strip())
    if match is None or match["adjective"].lower() not in MEASURES:
        return None
    when = (match["when"] or ("now" if match["tense"].lower() == "is" else "today")).lower()
    room = match["room"].strip().lower().replace(" ", "_")
    return Query(MEASURES[match["adjective"].lower()], room, WHEN[when])
