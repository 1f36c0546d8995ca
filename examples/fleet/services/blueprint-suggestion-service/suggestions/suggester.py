from collections.abc import AsyncIterator

from suggestions.feedback import Feedback
from suggestions.scoring import Candidate, score


class Suggester:
    def __init__(self, candidates: list[Candidate], feedback: Feedback, minimum: float = 0.4):
        self._candidates = candidates
        self._feedback = feedback
        self._minimum = minimum

    async def suggest(self, devices: set[str]) -> AsyncIterator[Candidate]:
        """Suggestions, best first, leaving out what was turned down; looks anew before each one."""
        disliked = await self._feedback.disliked_authors()
        ranked = sorted(
            ((score(candidate, devices, disliked), candidate) for candidate in self._candidates),
            key=lambda pair: (-pair[0], pair[1].slug),
        )
        for value, candidate in ranked:
            if value < self._minimum:
                return
            if not await self._feedback.was_turned_down(candidate.slug):
                yield candidate

    async def first(self, devices: set[str], count: int) -> list[Candidate]:
        found = []
        async for candidate in self.suggest(devices):
            found.append(candidate)
            if len(found) == count:
                break
        return found
