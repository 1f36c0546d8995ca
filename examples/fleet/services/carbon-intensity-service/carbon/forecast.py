from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Slot:
    start: datetime
    grams: int
    """Grams of CO2 per kilowatt hour."""


def parse_forecast(document: dict) -> list[Slot]:
    """Half-hour slots, oldest first; slots without a figure are left out."""
    slots = [
        Slot(datetime.fromisoformat(item["from"].replace("Z", "+00:00")), item["intensity"]["forecast"])
        for item in document.get("data", [])
        if item.get("intensity", {}).get("forecast") is not None
    ]
    return sorted(slots, key=lambda slot: slot.start)


def cleanest(slots: list[Slot], duration: timedelta) -> Slot | None:
    """The slot at which a job of this duration causes least; None when the forecast is too short."""
    count = max(1, -(-duration // timedelta(minutes=30)))
    if len(slots) < count:
        return None
    windows = range(len(slots) - count + 1)
    best = min(windows, key=lambda index: sum(slot.grams for slot in slots[index : index + count]))
    return slots[best]
