"""Trying again, in the manner of the library of that name, which this service once used and no longer needs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


class RetryError(Exception):
    """Every attempt failed; the cause is the last failure."""


@dataclass(frozen=True)
class stop_after_attempt:
    attempts: int


def retry(stop: stop_after_attempt) -> Callable[[Callable[..., T]], Callable[..., T]]:
    def decorate(function: Callable[..., T]) -> Callable[..., T]:
        def call(*args, **kwargs) -> T:
            failure: Exception | None = None
            for _ in range(stop.attempts):
                try:
                    return function(*args, **kwargs)
                except Exception as error:
                    failure = error
            raise RetryError(f"{stop.attempts} attempts failed") from failure

        return call

    return decorate
