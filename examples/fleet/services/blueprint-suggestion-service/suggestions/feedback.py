import asyncio
from collections import Counter


class Feedback:
    """Who was turned down how often; safe to use from several requests at once."""

    def __init__(self, tolerance: int = 2):
        self._tolerance = tolerance
        self._refusals: Counter[str] = Counter()
        self._turned_down: set[str] = set()
        self._lock = asyncio.Lock()

    async def turn_down(self, slug: str, author: str) -> None:
        async with self._lock:
            if slug in self._turned_down:
                return
            self._turned_down.add(slug)
            self._refusals[author] += 1

    async def was_turned_down(self, slug: str) -> bool:
        async with self._lock:
            return slug in self._turned_down

    async def disliked_authors(self) -> set[str]:
        async with self._lock:
            return {author for author, count in self._refusals.items() if count >= self._tolerance}
