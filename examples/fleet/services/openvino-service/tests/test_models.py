import asyncio

import pytest

from inference.device import ModelMissing


async def test_a_model_is_compiled_once(models, device):
    first, second = await asyncio.gather(models.get("small"), models.get("small"))

    assert first is second
    assert device.compiled == ["small"]
    assert models.loaded == ["small"]


async def test_a_busy_device_is_waited_for(models, device):
    device.busy_compiling = 3

    await models.get("small")

    assert len(device.compiled) == 4


async def test_a_missing_model_is_not_tried_again(models, device):
    with pytest.raises(ModelMissing):
        await models.get("unknown")

    assert device.compiled == ["unknown"]


async def test_patience_ends(models, device):
    device.busy_compiling = 99

    with pytest.raises(Exception):
        await models.get("small")
    assert len(device.compiled) == 4
    assert models.loaded == []
