"""Where the agent gets its facts. Every source may be slow or down, and none is worth waiting long for."""

import logging

import tenacity

log = logging.getLogger(__name__)

BRIEFLY = tenacity.wait_fixed(0.001)


class SourceDown(Exception):
    pass


def nothing_known(state: tenacity.RetryCallState) -> dict:
    log.warning("gave up after %d attempts", state.attempt_number)
    return {}


class Weather:
    def __init__(self, fetch):
        self._fetch = fetch

    @tenacity.retry(stop=tenacity.stop_after_attempt(3), wait=BRIEFLY, retry_error_callback=nothing_known)
    async def facts(self) -> dict:
        return await self._fetch("weather")


class Calendar:
    def __init__(self, fetch):
        self._fetch = fetch

    @tenacity.retry(
        stop=tenacity.stop_after_attempt(2),
        wait=BRIEFLY,
        reraise=True,  # the caller tells "down" from "empty"
    )
    async def facts(self) -> dict:
        return await self._fetch("calendar")


class House:
    def __init__(self, fetch):
        self._fetch = fetch

    @tenacity.retry(
        stop=tenacity.stop_after_attempt(5) | tenacity.stop_after_delay(2),
        wait=BRIEFLY + tenacity.wait_random(0, 0.001),
        before_sleep=tenacity.before_sleep_log(log, logging.INFO),
    )
    async def facts(self) -> dict:
        return await self._fetch("house")
