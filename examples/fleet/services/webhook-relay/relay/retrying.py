"""A retry decorator for what is not HTTP: three lines are enough here."""

import functools
import time


def retry(times: int, on: type[Exception] = Exception, pause: float = 0.0):
    """Call again, up to `times` in all; the last error is the caller's."""

    def decorate(function):
        @functools.wraps(function)
        def call(*args, **kwargs):
            for left in range(times - 1, -1, -1):
                try:
                    return function(*args, **kwargs)
                except on:
                    if left == 0:
                        raise
                    time.sleep(pause)

        return call

    return decorate
