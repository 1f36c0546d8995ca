"""What the container's health check asks."""

from __future__ import annotations

import sys
import time
from pathlib import Path

HEARTBEAT = Path("/tmp/websocket-ingestion.heartbeat")


def beat(path: Path = HEARTBEAT) -> None:
    path.write_text(str(time.time()), encoding="ascii")


def is_alive(path: Path = HEARTBEAT, limit_seconds: float = 60, now: float | None = None) -> bool:
    try:
        last = float(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False
    return (time.time() if now is None else now) - last <= limit_seconds


if __name__ == "__main__":
    sys.exit(0 if is_alive() else 1)
