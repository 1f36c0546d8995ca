"""Answers we have already."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any


class AnswerCache:
    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._answers: OrderedDict[str, Any] = OrderedDict()
        self.hits = 0

    def get(self, key: str) -> Any:
        if key not in self._answers:
            return None
        self.hits += 1
        self._answers.move_to_end(key)
        return self._answers[key]

    def put(self, key: str, answer: Any) -> None:
        self._answers[key] = answer
        self._answers.move_to_end(key)
        while len(self._answers) > self._entries:
            self._answers.popitem(last=False)
