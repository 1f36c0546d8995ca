import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Observation:
    station: str
    celsius: float
    humidity: float
    """Relative, in percent."""
    wind: float = 0.0
    """Metres per second."""

    @property
    def dew_point(self) -> float:
        """In degrees Celsius, by the Magnus formula."""
        gamma = math.log(max(self.humidity, 1.0) / 100) + 17.62 * self.celsius / (243.12 + self.celsius)
        return round(243.12 * gamma / (17.62 - gamma), 1)

    @property
    def feels_like(self) -> float:
        """Wind chill below ten degrees in a breeze; otherwise the temperature itself."""
        kmh = self.wind * 3.6
        if self.celsius > 10 or kmh < 4.8:
            return self.celsius
        chill = 13.12 + 0.6215 * self.celsius + (0.3965 * self.celsius - 11.37) * kmh**0.16
        return round(chill, 1)
