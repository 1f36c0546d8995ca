"""Compiles each model once, however many requests ask for it at the same time."""

import asyncio

from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential

from inference.device import CompiledModel, Device, DeviceBusy


class Models:
    def __init__(self, device: Device):
        self._device = device
        self._compiled: dict[str, CompiledModel] = {}
        self._compiling: dict[str, asyncio.Lock] = {}

    async def get(self, name: str) -> CompiledModel:
        async with self._compiling.setdefault(name, asyncio.Lock()):
            if name not in self._compiled:
                self._compiled[name] = await self._compile(name)
            return self._compiled[name]

    @retry(
        stop=stop_after_attempt(4),
        wait=wait_exponential(multiplier=0.001, max=0.01),
        retry=retry_if_exception_type(DeviceBusy),
    )
    async def _compile(self, name: str) -> CompiledModel:
        return await self._device.compile(name)

    @property
    def loaded(self) -> list[str]:
        return sorted(self._compiled)
