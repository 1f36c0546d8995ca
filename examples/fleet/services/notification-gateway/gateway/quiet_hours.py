from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class QuietHours:
    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> "QuietHours":
        """From `22:00-07:00`; the span may cross midnight."""
        start, separator, end = text.partition("-")
        if not separator:
            raise ValueError(f"quiet hours are written 22:00-07:00, not {text!r}")
        return cls(time.fromisoformat(start.strip()), time.fromisoformat(end.strip()))

    def cover(self, moment: time) -> bool:
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end
