"""Keeps calls away from a backend that is broken anyway."""

from __future__ import annotations

import time
from typing import Callable


class CircuitOpen(Exception):
    """The backend is left alone for a while."""


class Breaker:
    """Opens after so many failures in a row; lets one call through when the pause is over."""

    def __init__(self, failures: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = failures
        self._pause = seconds
        self._clock = clock
        self._failures = 0
        self._opened: float | None = None

    @property
    def is_open(self) -> bool:
        return self._opened is not None and self._clock() - self._opened < self._pause

    def check(self) -> None:
        if self.is_open:
            raise CircuitOpen(f"closed again in {self._pause - (self._clock() - self._opened):.0f} s")

    def succeeded(self) -> None:
        self._failures = 0
        self._opened = None

    def failed(self) -> None:
        self._failures += 1
        if self._failures >= self._limit:
            self._opened = self._clock()
