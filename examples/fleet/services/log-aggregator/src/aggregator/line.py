import json
import re
from dataclasses import dataclass
from datetime import datetime

NUMBER = re.compile(r"\d+")
LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True)
class Line:
    moment: datetime
    service: str
    level: str
    text: str

    @property
    def fingerprint(self) -> tuple[str, str, str]:
        """The same for lines that differ in their numbers only."""
        return self.service, self.level, NUMBER.sub("#", self.text)


def parse(raw: str) -> Line | None:
    """A line of a log, or None when it is not one of ours."""
    try:
        item = json.loads(raw)
        level = item["level"].lower()
        if level not in LEVELS:
            return None
        return Line(datetime.fromisoformat(item["time"]), item["service"], level, item["message"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
