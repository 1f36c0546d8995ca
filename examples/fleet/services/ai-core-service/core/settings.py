from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Mapping

from hearth_shared.environment import environment

from .tasks import Backend


@dataclass(frozen=True)
class Settings:
    backends: tuple[Backend, ...]
    cache_entries: int
    breaker_failures: int
    breaker_seconds: float


def read_settings(folder: Path = Path("."), environ: Mapping[str, str] | None = None) -> Settings:
    """Backends are given as `name|url|task,task|cost`, one after the other, separated by blanks."""
    values = environment(folder, environ)
    return Settings(
        backends=tuple(Backend.parse(text) for text in values.get("AI_BACKENDS", "").split()),
        cache_entries=int(values.get("AI_CACHE_ENTRIES", "256")),
        breaker_failures=int(values.get("AI_BREAKER_FAILURES", "3")),
        breaker_seconds=float(values.get("AI_BREAKER_SECONDS", "30")),
    )
