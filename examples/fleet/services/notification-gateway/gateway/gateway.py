from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from gateway.settings import Settings

Send = Callable[[str, str], None]


@dataclass(frozen=True)
class Message:
    text: str
    channel: str | None = None
    urgent: bool = False


class Gateway:
    def __init__(self, settings: Settings, send: Send):
        self._settings = settings
        self._send = send
        self.held: list[Message] = []

    def submit(self, message: Message, now: datetime) -> bool:
        """Send at once, or hold until the quiet hours are over; whether it was sent."""
        channel = message.channel or self._settings.default_channel
        if channel not in self._settings.channels:
            raise LookupError(f"no such channel: {channel}")
        if self._settings.quiet_hours.cover(now.time()) and not message.urgent:
            self.held.append(message)
            return False
        self._send(channel, message.text)
        return True

    def release(self, now: datetime) -> int:
        held, self.held = self.held, []
        return sum(self.submit(message, now) for message in held)
