"""Grammar first, then the memory of earlier answers, then the model."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from query.grammar import Query, understand

Model = Callable[[str], Awaitable[Query | None]]


class Asker:
    def __init__(self, model: Model, remember: int = 64, patience: float = 5.0):
        self._model = model
        self._remember = remember
        self._patience = patience
        self._memory: OrderedDict[str, Query] = OrderedDict()
        self.asked_model = 0

    async def ask(self, question: str) -> Query | None:
        query = understand(question) or self._recall(question)
        if query is not None:
            return query
        self.asked_model += 1
        try:
            query = await asyncio.wait_for(self._model(question), self._patience)
        except asyncio.TimeoutError:
            return None
        if query is not None:
            self._keep(question, query)
        return query

    async def ask_all(self, questions: list[str]) -> list[Query | None]:
        return list(await asyncio.gather(*(self.ask(question) for question in questions)))

    def _recall(self, question: str) -> Query | None:
        query = self._memory.get(question)
        if query is not None:
            self._memory.move_to_end(question)
        return query

    def _keep(self, question: str, query: Query) -> None:
        self._memory[question] = query
        while len(self._memory) > self._remember:
            self._memory.popitem(last=False)
