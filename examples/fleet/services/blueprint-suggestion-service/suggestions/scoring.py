"""How well a blueprint suits a house, between 0 and 1."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    slug: str
    needs: frozenset[str]
    rating: float
    author: str = ""


def score(candidate: Candidate, devices: set[str], disliked_authors: set[str]) -> float:
    """Nothing when a device is missing; otherwise the rating, halved for an author turned down before."""
    if not candidate.needs or not candidate.needs <= devices:
        return 0.0
    value = min(max(candidate.rating, 0.0), 5.0) / 5.0
    return value / 2 if candidate.author in disliked_authors else value
