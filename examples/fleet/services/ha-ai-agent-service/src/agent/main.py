"""A conversation on the terminal; the panel in the hall uses the same loop."""

from __future__ import annotations

import asyncio
import sys

import httpx

from .agent import Agent
from .home import Home
from .model import Model
from .settings import load_settings
from .tools import Toolbox


async def main() -> None:
    settings = load_settings()
    async with (
        httpx.AsyncClient(
            base_url=settings.model_url, headers={"Authorization": f"Bearer {settings.model_key}"}, timeout=60
        ) as model_client,
        httpx.AsyncClient(
            base_url=settings.home_assistant_url, headers={"Authorization": f"Bearer {settings.home_assistant_token}"}
        ) as home_client,
    ):
        home = Home(home_client)
        agent = Agent(
            Model(model_client, settings.model),
            home,
            Toolbox(home, home_client),
            settings.token_budget,
            settings.max_turns,
        )
        while question := await asyncio.to_thread(sys.stdin.readline):
            print(await agent.answer(question.strip()), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
