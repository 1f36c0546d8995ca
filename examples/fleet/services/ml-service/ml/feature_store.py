"""Reads and writes features; the store is a neighbour that restarts now and then."""

from tenacity import Retrying
from tenacity import retry as again
from tenacity import retry_if_exception_type, stop_after_attempt, wait_none

_store: dict[str, list[float]] = {}
_faults: list[Exception] = []


class StoreAway(ConnectionError):
    pass


def _touch() -> None:
    if _faults:
        raise _faults.pop(0)


@again(retry=retry_if_exception_type(StoreAway), stop=stop_after_attempt(3), wait=wait_none())
def read_features(name: str) -> list[float]:
    _touch()
    return list(_store.get(name, []))


@again(retry=retry_if_exception_type(StoreAway), stop=stop_after_attempt(5))
async def write_features(name: str, values: list[float]) -> int:
    _touch()
    _store[name] = list(values)
    return len(values)


def warm_up(names: list[str]) -> dict[str, list[float]]:
    """Read many features in one go, starting over when the store goes away in between."""
    for attempt in Retrying(stop=stop_after_attempt(4), reraise=True):
        with attempt:
            _touch()
            return {name: list(_store.get(name, [])) for name in names}
    return {}


def read_patiently(name: str) -> list[float]:
    return read_features.retry_with(stop=stop_after_attempt(8))(name)


def retry_report() -> dict[str, int]:
    """How many attempts the last read and the last write took."""
    return {
        "read": read_features.retry.statistics.get("attempt_number", 0),
        "write": write_features.retry.statistics.get("attempt_number", 0),
    }
