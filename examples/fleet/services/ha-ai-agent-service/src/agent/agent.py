"""One question, a few turns, one answer."""

from __future__ import annotations

import logging

from .conversation import Conversation
from .home import Home
from .model import Model
from .policies import RateLimited
from .tools import Toolbox, UnknownTool

logger = logging.getLogger(__name__)

SYSTEM = "You help the people of this house. This is their home right now:\n"
BUSY = "I am asked too much at the moment, please try again in a minute."
LOST = "I did not find an answer."


class Agent:
    def __init__(self, model: Model, home: Home, tools: Toolbox, budget: int, max_turns: int = 4) -> None:
        self._model = model
        self._home = home
        self._tools = tools
        self._budget = budget
        self._max_turns = max_turns

    async def answer(self, question: str) -> str:
        conversation = Conversation(SYSTEM + await self._home.summary(), self._budget)
        conversation.add("user", question)
        for _ in range(self._max_turns):
            try:
                completion = await self._model.complete(conversation.window(), self._tools.descriptions)
            except RateLimited as error:
                logger.warning("model: %s", error)
                return BUSY
            if completion.call is None:
                return completion.text
            result = await self._use(completion.call.name, completion.call.arguments)
            conversation.add("assistant", completion.text or f"calling {completion.call.name}")
            conversation.add("tool", result, completion.call.name)
        return LOST

    async def _use(self, name: str, arguments: dict) -> str:
        try:
            return await self._tools.use(name, arguments)
        except UnknownTool:
            return f"there is no tool called {name}"
        except Exception as error:
            logger.exception("tool %s", name)
            return f"{name} failed: {error}"
