"""From a task to an answer: cache, cheapest backend, fallback."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import httpx
from tenacity import RetryError

from .breaker import Breaker, CircuitOpen
from .cache import AnswerCache
from .calls import Refused, Warmup, call_backend
from .settings import Settings
from .tasks import Backend, Task, able

logger = logging.getLogger(__name__)


class NoAnswer(Exception):
    """Nobody could do it. `reasons` says why, backend by backend."""

    def __init__(self, task: Task, reasons: dict[str, str]) -> None:
        super().__init__(f"nobody could {task.kind}")
        self.reasons = reasons


@dataclass(frozen=True)
class Answer:
    value: Any
    by: str
    cached: bool = False


class Switchboard:
    def __init__(self, settings: Settings, client: httpx.AsyncClient) -> None:
        self._backends = settings.backends
        self._client = client
        self._cache = AnswerCache(settings.cache_entries)
        self._breakers = {
            b.name: Breaker(settings.breaker_failures, settings.breaker_seconds) for b in settings.backends
        }

    async def ask(self, task: Task) -> Answer:
        known = self._cache.get(task.key)
        if known is not None:
            return Answer(known.value, known.by, cached=True)
        reasons: dict[str, str] = {}
        for backend in able(self._backends, task.kind):
            try:
                value = await self._ask(backend, task)
            except (CircuitOpen, Refused) as error:
                reasons[backend.name] = str(error)
            except RetryError as error:
                reasons[backend.name] = repr(error.last_attempt.exception())
                logger.warning("%s gave up on %s", backend.name, task.kind)
            else:
                answer = Answer(value, backend.name)
                self._cache.put(task.key, answer)
                return answer
        raise NoAnswer(task, reasons)

    async def _ask(self, backend: Backend, task: Task) -> Any:
        breaker = self._breakers[backend.name]
        breaker.check()
        try:
            value = await call_backend(self._client, backend, task)
        except Refused:
            # a refusal is an answer: the backend is well
            breaker.succeeded()
            raise
        except Exception:
            breaker.failed()
            raise
        breaker.succeeded()
        return value

    async def warm_up(self) -> dict[str, int]:
        """Models by backend; the ones that do not answer are left out and tried with the first question."""
        warmup = Warmup(self._client)
        loaded = {}
        for backend in self._backends:
            try:
                loaded[backend.name] = await warmup.load(backend)
            except Exception as error:
                logger.warning("%s is cold: %r", backend.name, error)
        return loaded

    def state(self) -> dict[str, str]:
        return {name: "open" if breaker.is_open else "closed" for name, breaker in self._breakers.items()}
