"""One parser per source. A parser is asynchronous because some sources are read in pieces."""

from __future__ import annotations

from typing import Any, AsyncIterator, Iterable, Protocol

from .devices import CAPABILITIES, Device, moment


class Parser(Protocol):
    source: str

    def devices(self, document: Any) -> AsyncIterator[Device]: ...


class ZigbeeParser:
    """The device list of zigbee2mqtt."""

    source = "zigbee"

    FEATURES = {"state": "switch", "brightness": "dim", "color_xy": "color", "occupancy": "motion"}

    async def devices(self, document: Any) -> AsyncIterator[Device]:
        for entry in document:
            if entry.get("type") == "Coordinator":
                continue
            definition = entry.get("definition") or {}
            yield Device(
                id=entry["ieee_address"],
                name=entry.get("friendly_name", entry["ieee_address"]),
                manufacturer=definition.get("vendor", "unknown"),
                model=definition.get("model", "unknown"),
                capabilities=frozenset(self._capabilities(definition.get("exposes", []))),
                battery=entry.get("battery"),
                link_quality=entry.get("linkquality"),
                last_seen=moment(entry.get("last_seen")),
            )

    def _capabilities(self, exposes: Iterable[dict[str, Any]]) -> Iterable[str]:
        for expose in exposes:
            name = expose.get("name", "")
            capability = self.FEATURES.get(name, name)
            if capability in CAPABILITIES:
                yield capability
            yield from self._capabilities(expose.get("features", []))


class HomeAssistantParser:
    """The device registry of Home Assistant."""

    source = "home_assistant"

    async def devices(self, document: Any) -> AsyncIterator[Device]:
        for entry in document["devices"]:
            if entry.get("disabled_by"):
                continue
            yield Device(
                id=next((value for kind, value in entry["connections"] if kind == "zigbee"), entry["id"]),
                name=entry.get("name_by_user") or entry["name"],
                manufacturer=entry.get("manufacturer") or "unknown",
                model=entry.get("model") or "unknown",
                area=entry.get("area_id"),
            )
