from dataclasses import dataclass, field
from enum import Enum


class State(Enum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass
class TrainingRun:
    kind: str
    samples: list[tuple[float, float]]
    state: State = State.QUEUED
    error: float | None = None
    reason: str = ""
    coefficients: tuple[float, float] = field(default=(0.0, 0.0))
