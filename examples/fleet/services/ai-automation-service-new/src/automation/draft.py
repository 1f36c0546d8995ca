"""A wish becomes a draft; a draft either passes the check or says what is wrong with it."""

import re
from dataclasses import dataclass, field

WISH = re.compile(r"^turn (?P<state>on|off) (?:the )?(?P<what>[\w ]+?) (?:at|when) (?P<trigger>.+)$", re.IGNORECASE)
CLOCK = re.compile(r"^\d{1,2}:\d{2}$")


@dataclass
class Draft:
    entity: str
    service: str
    trigger: dict
    problems: list[str] = field(default_factory=list)


def draft(wish: str) -> Draft | None:
    match = WISH.match(wish.strip())
    if match is None:
        return None
    trigger = match["trigger"].strip().lower()
    platform = {"platform": "time", "at": trigger} if CLOCK.match(trigger) else {"platform": "state", "to": trigger}
    entity = match["what"].strip().lower().replace(" ", "_")
    return Draft(f"light.{entity}", f"turn_{match['state'].lower()}", platform)


def check(candidate: Draft, known: set[str]) -> Draft:
    if candidate.entity not in known:
        candidate.problems.append(f"no such entity: {candidate.entity}")
    at = candidate.trigger.get("at")
    if at is not None and int(at.split(":")[0]) > 23:
        candidate.problems.append(f"no such time: {at}")
    return candidate
