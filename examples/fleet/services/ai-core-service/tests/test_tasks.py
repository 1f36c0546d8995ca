import pytest

from core.settings import read_settings
from core.tasks import Backend, InvalidBackend, Task, able

from .conftest import LARGE, SMALL


def test_parse():
    backend = Backend.parse("npu|http://npu.test/|embed,classify|3")
    assert backend == Backend("npu", "http://npu.test", frozenset({"embed", "classify"}), 3)


@pytest.mark.parametrize("text", ["npu", "npu|http://x|sing|1", "a|b|embed"])
def test_parse_refuses(text):
    with pytest.raises(InvalidBackend):
        Backend.parse(text)


def test_cheapest_first():
    assert able((LARGE, SMALL), "classify") == [SMALL, LARGE]
    assert able((LARGE, SMALL), "embed") == [SMALL]


def test_equal_tasks_have_equal_keys():
    assert Task("embed", {"a": 1, "b": 2}).key == Task("embed", {"b": 2, "a": 1}).key
    assert Task("embed", {}).key != Task("classify", {}).key


def test_settings(tmp_path):
    (tmp_path / ".env").write_text("AI_BACKENDS=npu|http://npu.test|embed|1\n")
    (tmp_path / ".env.local").write_text("AI_CACHE_ENTRIES=5\n")
    settings = read_settings(tmp_path, {"AI_BREAKER_SECONDS": "2.5"})
    assert [backend.name for backend in settings.backends] == ["npu"]
    assert (settings.cache_entries, settings.breaker_seconds) == (5, 2.5)
