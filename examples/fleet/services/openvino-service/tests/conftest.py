import pytest

from inference.device import DeviceBusy, ModelMissing
from inference.models import Models


class FakeModel:
    def __init__(self, busy):
        self.busy = busy
        self.calls = 0

    async def infer(self, text):
        self.calls += 1
        if self.busy > 0:
            self.busy -= 1
            raise DeviceBusy()
        return [float(len(text)), float(text.count("e"))]


class FakeDevice:
    def __init__(self):
        self.compiled = []
        self.busy_compiling = 0
        self.busy_inferring = 0
        self.models = {}

    async def compile(self, name):
        self.compiled.append(name)
        if name == "unknown":
            raise ModelMissing(name)
        if self.busy_compiling > 0:
            self.busy_compiling -= 1
            raise DeviceBusy()
        self.models[name] = FakeModel(self.busy_inferring)
        return self.models[name]


@pytest.fixture
def device():
    return FakeDevice()


@pytest.fixture
async def models(device):
    yield Models(device)
