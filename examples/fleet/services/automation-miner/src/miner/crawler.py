"""Walks the pages of a forum, oldest first."""

from collections.abc import AsyncIterator, Awaitable, Callable

from miner.catalogue import Catalogue
from miner.post import Post, automations_in

FetchPage = Callable[[int], Awaitable[list[Post]]]


async def pages(fetch: FetchPage, start: int = 1) -> AsyncIterator[list[Post]]:
    number = start
    while posts := await fetch(number):
        yield posts
        number += 1


async def crawl(fetch: FetchPage, catalogue: Catalogue, start: int = 1) -> int:
    """Store what every page holds and return how many automations that were."""
    stored = 0
    async for posts in pages(fetch, start):
        for post in posts:
            for automation in automations_in(post):
                await catalogue.add(automation)
                stored += 1
    return stored
