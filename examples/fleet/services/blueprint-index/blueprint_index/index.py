"""The index itself: readers see one complete state, whatever a rebuild is doing."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable

from blueprint_index.entry import Blueprint

Load = Callable[[], Awaitable[Iterable[Blueprint]]]


class BlueprintIndex:
    def __init__(self, load: Load):
        self._load = load
        self._by_domain: dict[str, list[Blueprint]] = {}
        self._all: tuple[Blueprint, ...] = ()
        self._rebuilding = asyncio.Lock()
        self.generation = 0

    async def rebuild(self) -> int:
        """Load everything anew and return how many blueprints there are."""
        async with self._rebuilding:
            loaded = tuple(await self._load())
            by_domain = defaultdict(list)
            for entry in loaded:
                for domain in entry.domains:
                    by_domain[domain].append(entry)
            self._all, self._by_domain = loaded, dict(by_domain)
            self.generation += 1
            return len(loaded)

    def using(self, domain: str) -> list[Blueprint]:
        return sorted(self._by_domain.get(domain, []), key=lambda entry: entry.slug)

    def fitting(self, available: set[str], limit: int = 10) -> list[Blueprint]:
        """The best rated blueprints that need nothing beyond `available`."""
        fitting = [entry for entry in self._all if entry.fits(available)]
        return sorted(fitting, key=lambda entry: (-entry.rating, entry.slug))[:limit]
