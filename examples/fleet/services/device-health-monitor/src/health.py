import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Health:
    device: str
    battery: int
    link: int

    @property
    def worth_a_look(self) -> bool:
        return self.battery < 20 or self.link < 40


def read_health(topic: str, payload: bytes) -> Health | None:
    """From `devices/NAME/health`; None when the payload is not a report."""
    parts = topic.split("/")
    try:
        report = json.loads(payload)
        return Health(parts[1], int(report["battery"]), int(report["link"]))
    except (ValueError, KeyError, TypeError, IndexError):
        return None
