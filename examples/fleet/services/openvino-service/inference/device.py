"""The accelerator, as far as this service needs it."""

from typing import Protocol


class DeviceBusy(Exception):
    """Another process holds the accelerator; waiting helps."""


class ModelMissing(Exception):
    """There is no such model; waiting does not help."""


class Device(Protocol):
    async def compile(self, name: str) -> "CompiledModel": ...


class CompiledModel(Protocol):
    async def infer(self, text: str) -> list[float]: ...
