from dataclasses import dataclass


@dataclass(frozen=True)
class Blueprint:
    slug: str
    title: str
    domains: frozenset[str]
    rating: float = 0.0

    def fits(self, available: set[str]) -> bool:
        """Whether every domain the blueprint asks for is available."""
        return self.domains <= available


def blueprint(slug: str, title: str, *domains: str, rating: float = 0.0) -> Blueprint:
    return Blueprint(slug, title, frozenset(domains), rating)
