"""The REST interface of Home Assistant."""

from __future__ import annotations

import json
import logging
import urllib.error
import urllib.request
from typing import Any, Callable

from tenacity import (
    RetryError,
    Retrying,
    retry,
    retry_if_exception_type,
    retry_if_result,
    stop_after_attempt,
    wait_fixed,
    wait_random_exponential,
)

from .actions import Action

logger = logging.getLogger(__name__)

Send = Callable[[str, str, dict[str, Any] | None], Any]

# shared by everything that only reads
RETRY_KWARGS = {
    "stop": stop_after_attempt(4),
    "wait": wait_fixed(0.01),
    "retry": retry_if_exception_type(ConnectionError),
}


class Refused(Exception):
    """Home Assistant understood and said no."""


def sender(base_url: str, token: str) -> Send:
    def send(method: str, path: str, body: dict[str, Any] | None) -> Any:
        request = urllib.request.Request(
            base_url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            if error.code < 500:
                raise Refused(f"{method} {path}: {error.code}") from error
            raise ConnectionError(f"{method} {path}: {error.code}") from error
        except urllib.error.URLError as error:
            raise ConnectionError(f"{method} {path}: {error.reason}") from error

    return send


class HomeAssistant:
    def __init__(self, send: Send) -> None:
        self._send = send

    @retry(**RETRY_KWARGS)
    def state(self, entity_id: str) -> str | None:
        try:
            return self._send("GET", f"/api/states/{entity_id}", None)["state"]
        except Refused:
            return None

    def state_or_unknown(self, entity_id: str) -> str:
        try:
            return self.state(entity_id) or "unknown"
        except RetryError:
            return "unknown"

    @retry(
        stop=stop_after_attempt(3),
        # moult: ignore[tenacity/report-random-exponential-min] 0.1 s at most, as before
        wait=wait_random_exponential(multiplier=0.01, min=0.01, max=0.1),
        retry=retry_if_exception_type(ConnectionError),
        reraise=False,
    )
    def call(self, action: Action) -> list[dict[str, Any]]:
        """Carry out an action. Only for services that may be called twice."""
        body = {"entity_id": action.entity_id, **action.data}
        return self._send("POST", f"/api/services/{action.domain}/{action.service}", body)

    @retry(stop=stop_after_attempt(5), wait=wait_fixed(0.01), retry=retry_if_result(lambda reached: not reached),
           retry_error_callback=lambda state: False)
    def wait_for_state(self, entity_id: str, wanted: str) -> bool:
        """Whether the entity gets there in time."""
        return self.state_or_unknown(entity_id) == wanted

    def is_running(self) -> bool:
        """Asked before the first action. A restart takes a moment."""
        # moult: ignore[tenacity/add-reraise] the supervisor restarts us on RetryError and on nothing else
        for attempt in Retrying(stop=stop_after_attempt(3), wait=wait_fixed(0.01)):
            with attempt:
                return self._send("GET", "/api/config", None)["state"] == "RUNNING"
        return False
