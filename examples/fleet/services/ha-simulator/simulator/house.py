"""Devices with a state that wanders the way the real thing does."""

from dataclasses import dataclass, field
from random import Random


@dataclass
class Thermometer:
    name: str
    celsius: float = 20.0

    def drift(self, chance: Random) -> None:
        self.celsius = round(min(35.0, max(-20.0, self.celsius + chance.uniform(-0.4, 0.4))), 2)

    @property
    def state(self) -> str:
        return f"{self.celsius:.1f}"


@dataclass
class Lamp:
    name: str
    on: bool = False

    def drift(self, chance: Random) -> None:
        """A lamp changes only when told to."""

    @property
    def state(self) -> str:
        return "ON" if self.on else "OFF"


@dataclass
class House:
    chance: Random
    devices: dict[str, Thermometer | Lamp] = field(default_factory=dict)

    @classmethod
    def furnished(cls, chance: Random) -> "House":
        devices = [Thermometer("hall"), Thermometer("garden", 8.0), Lamp("porch"), Lamp("desk")]
        return cls(chance, {device.name: device for device in devices})

    def tick(self) -> dict[str, str]:
        for device in self.devices.values():
            device.drift(self.chance)
        return {name: device.state for name, device in self.devices.items()}

    def command(self, name: str, payload: str) -> bool:
        """Switch a lamp; whether there was one to switch."""
        device = self.devices.get(name)
        if not isinstance(device, Lamp) or payload not in ("ON", "OFF"):
            return False
        device.on = payload == "ON"
        return True
