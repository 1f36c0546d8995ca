from dataclasses import dataclass, field


@dataclass
class Tracker:
    people: dict[str, str]
    patience: float = 600.0
    """Seconds for which a phone that has gone silent still counts as here."""
    seen: dict[str, float] = field(default_factory=dict)
    said: dict[str, bool] = field(default_factory=dict)

    def sighting(self, address: str, now: float) -> None:
        if address.lower() in self.people:
            self.seen[address.lower()] = now

    def home(self, now: float) -> set[str]:
        return {self.people[address] for address, when in self.seen.items() if now - when <= self.patience}

    def changes(self, now: float) -> list[str]:
        """What is new since this was last asked."""
        home = self.home(now)
        news = []
        for person in sorted(set(self.people.values())):
            here = person in home
            if self.said.get(person, False) != here:
                news.append(f"{person} {'came home' if here else 'left'}")
                self.said[person] = here
        return news
