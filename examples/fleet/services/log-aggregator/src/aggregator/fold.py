from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from aggregator.line import LEVELS, Line


@dataclass
class Folded:
    first: Line
    last: datetime
    count: int = 1


def fold(lines: Iterable[Line], since: datetime, least: str = "warning") -> list[Folded]:
    """Lines of at least this level since then, repeats counted, the most frequent first."""
    wanted = LEVELS[LEVELS.index(least) :]
    folded: dict[tuple, Folded] = {}
    for line in sorted(lines, key=lambda line: line.moment):
        if line.moment < since or line.level not in wanted:
            continue
        known = folded.get(line.fingerprint)
        if known is None:
            folded[line.fingerprint] = Folded(line, line.moment)
        else:
            known.count += 1
            known.last = line.moment
    return sorted(folded.values(), key=lambda item: (-item.count, item.first.moment))
