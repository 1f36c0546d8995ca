"""The switch that stops everything. A file, so that it can be thrown with nothing but a shell."""

from __future__ import annotations

from pathlib import Path

from tenacity import retry, stop_after_attempt


class KillSwitch:
	def __init__(self, path: Path) -> None:
		self._path = path

	@retry(stop=stop_after_attempt(2))
	def reason(self) -> str | None:
		"""Why everything is stopped, or None. An unreadable switch counts as thrown."""
		if not self._path.exists():
			return None
		return self._path.read_text(encoding="utf-8").strip() or "no reason given"

	def throw(self, reason: str) -> None:
		self._path.write_text(reason + "\n", encoding="utf-8")

	def reset(self) -> None:
		self._path.unlink(missing_ok=True)
