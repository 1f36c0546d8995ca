from pathlib import Path

from dotenv import dotenv_values

from gateway.quiet_hours import QuietHours


class Settings:
    def __init__(self, path: Path):
        values = dotenv_values(path)
        self.quiet_hours = QuietHours.parse(values.get("QUIET_HOURS") or "22:00-07:00")
        self.default_channel = values.get("DEFAULT_CHANNEL") or "wall-panel"
        self.channels = [name.strip() for name in (values.get("CHANNELS") or self.default_channel).split(",")]
