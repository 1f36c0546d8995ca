"""Facts in, proposals out. No input or output here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Proposal:
    text: str
    confidence: float


def propose(facts: dict) -> list[Proposal]:
    found = []
    if facts.get("rain_within_hours", 99) <= 3 and facts.get("windows_open"):
        found.append(Proposal("Close the windows, rain is near.", 0.9))
    if facts.get("away_until") and facts.get("heating") == "on":
        found.append(Proposal(f"Turn the heating down until {facts['away_until']}.", 0.8))
    if facts.get("frost_tonight") and not facts.get("garden_tap_closed", True):
        found.append(Proposal("Close the garden tap, frost tonight.", 0.95))
    return sorted(found, key=lambda proposal: -proposal.confidence)
