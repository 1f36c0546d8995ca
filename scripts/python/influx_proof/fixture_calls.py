"""How each fixture of the plugin is run: what it is called with after it was imported. Its answer is compared like its requests."""

import time
from types import SimpleNamespace

URL = "http://influxdb:8086"
LINES = ["power watts=1 1700000000000000000", "power watts=2 1700000001000000000"]


def imported(module):
    """A script, which writes while it is imported."""


def save(module):
    return module.save(URL, LINES)


def save_value(module):
    return module.save(URL, 1.5)


def save_values(module):
    return getattr(module, "read", module.save)(URL, [1.5, 2.5])


def save_with_token(module):
    return module.save(URL, "t", LINES)


def store(module):
    kept = module.Store(URL)
    kept.save(LINES[0])
    if hasattr(kept, "close"):
        kept.close()


def bucket_per_call(module):
    module.save("first", LINES)
    module.save("second", LINES[0])
    module.save_elsewhere(LINES)


def settings_and_close(module):
    kept = module.Store(SimpleNamespace(url=URL, token="t", org="home", bucket="power"))
    kept.save(1.5)
    kept.close()


def made_again(module):
    kept = module.Store(URL, "power")
    kept.save(1.5)
    kept.reconnect()
    kept.save(2.5)


def positional(module):
    return module.save(URL, "t", "home", LINES)


def ping(module):
    kept = module.Store(URL)
    kept.save(LINES[0])
    return kept.reachable()


def value_store(module):
    module.Store(URL).save(1.5)


def shadowed(module):
    return module.save(URL)


def bare_reference(module):
    module.run(URL, "t")


def wait_for_batches():
    """Longer than a batch waits: `flush` of the old library does nothing, and closing its client loses what is waiting."""
    time.sleep(1.5)


def sink(module):
    lost = []
    module.Sink._lost = lambda self, batch, data, error: lost.append([batch[0], data, type(error).__name__])
    kept = module.Sink(URL, "t")
    kept.save(LINES)
    kept.flush()
    wait_for_batches()
    return lost


def sink_of_settings(module):
    lost = []
    module.Sink.lost = lambda self, batch, data, error: lost.append([batch[0], data, type(error).__name__])
    kept = module.Sink(SimpleNamespace(url=URL, token="t", batch_size=2, flush_interval=1_000))
    kept.save([*LINES, "power watts=3 1700000002000000000"])
    wait_for_batches()
    return lost


def adjacent_writers(module):
    module.Store(URL).save("power w=1 1", "water l=2 2", "gas m=3 3")


def class_body(module):
    module.Store().save(LINES[0])


def idle_keywords(module):
    answer = module.save(LINES)
    module.client.close()
    return type(answer).__name__


def inherited(module):
    module.Derived({"url": URL, "token": "t", "org": "home", "bucket": "power"}).save(1.5)
    module.Lazy().save(LINES)


def module_globals(module):
    module.init(URL)
    module.save(1.5)
    module.stop()


def optional_attribute(module):
    kept = module.Store(URL)
    kept.save(1.5)
    kept.connect()
    kept.save(2.5)
    kept.disconnect()


def data_frame(module):
    import pandas

    index = pandas.to_datetime([1700000000, 1700000060], unit="s", utc=True)
    module.save(URL, pandas.DataFrame({"room": ["a", "b"], "watts": [1.5, 2.5]}, index=index))


def in_a_thread(module):
    import asyncio

    asyncio.run(module.Store(URL, "home", "power").save(LINES))


def string_kind(module):
    module.save("influxdb", LINES[0])


def failed_callback(module):
    failed = []
    module.save(URL, LINES, lambda batch, data, error: failed.append([batch[0], data, type(error).__name__]))
    return failed


def loop_of_writes(module):
    module.save(URL, "t", ["power watts=1 1", {"measurement": "power", "fields": {"watts": 2.0}, "time": 2}])


def run_store(module):
    return module.run(module.Store(URL))


CALLS = {
    "client-close/client-first": save,
    "client-close/flush": save,
    "client-construction/multiline-call": imported,
    "client-construction/bucket-per-call": bucket_per_call,
    "client-construction/keywords-and-bucket": settings_and_close,
    "client-construction/made-again": made_again,
    "client-construction/one-of-two": ("src.first", save_value),
    "client-construction/positional": positional,
    "client-construction/several-clients": ("src.second", save),
    "ping/answers": ping,
    "rename-imports/not-used": imported,
    "rename-imports/aliased-import": imported,
    "rename-imports/conditional-import": save_value,
    "rename-imports/exceptions-and-points": ("src.main", run_store),
    "rename-imports/from-other-modules": save_value,
    "rename-imports/in-a-function": save,
    "rename-imports/kept-in-a-name": value_store,
    "rename-imports/module-attribute": imported,
    "rename-imports/points-handed-in": ("src.meter", save_values),
    "rename-imports/points-made-here": ("src.sink", save_values),
    "rename-imports/shadowed-name": shadowed,
    "report-shared-client/double-of-another-library": ("src.store", save),
    "write-api/adjacent-writers": adjacent_writers,
    "write-api/at-the-construction": store,
    "write-api/bare-reference": bare_reference,
    "write-api/batching": sink,
    "write-api/class-body": class_body,
    "write-api/empty-call-comment": imported,
    "write-api/idle-keywords": idle_keywords,
    "write-api/inherited": inherited,
    "write-api/module-globals": module_globals,
    "write-api/never-closed": imported,
    "write-api/optional-attribute": optional_attribute,
    "write-api/options-of-a-loop": save,
    "write-api/options-over-lines": sink_of_settings,
    "write-api/options-with-comment": imported,
    "write-api/point-settings": value_store,
    "write-call/data-frame": data_frame,
    "write-call/implicit-concatenation": imported,
    "write-call/in-a-thread": in_a_thread,
    "write-call/only-statement-in-block": store,
    "write-call/parenthesised-value": imported,
    "write-call/semicolon-joined": imported,
    "write-call/string-kind": string_kind,
    "write-context/batching": loop_of_writes,
    "write-context/comment-behind-the-bucket": save_with_token,
    "write-context/flushed-inside": failed_callback,
    "write-context/synchronous": save_with_token,
    "write-context/two-items": save_with_token,
}

# The old library loses what is waiting when the client is closed and its writer is not; the new one writes it.
WRITES_MORE = {"write-api/empty-call-comment"}
