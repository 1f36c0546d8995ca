"""Shapes of code in which every builder has to find its way."""
# between docstring and imports
import os, sys  # trailing


@first(1)  # on a decorator
# between decorators
@second
async def handle(client, *args, limit: int = 3, **kwargs):  # head
    # above the first statement
    """Docstring."""
    # below the docstring
    async with connect(  # open
        "host",  # first
        port=1883,
        # last
    ) as session, lock:
        async for message in session.messages():  # loop
            # inside the loop
            print(message.topic, end=""); print(limit)  # two statements

            value = compute(
                message.payload
                + b"x",  # sum
                key=lambda item: (item, 1),
            ) or default(*args, **kwargs)
            # end of the loop
        text = """
    not code # not a comment
        """
    if limit: return text  # one line
    result = [first(), second(a, b), *rest]  # list
    total = (
        limit  # left
        + 1  # right
    ) ** -limit
    pair = a, b = {1: one(), 2: two(x for x in y)}, ("a" "b", f"{session.id!r:>{limit}} {text}")
    with one() as x: pass
    for index in range(3): a(); b()
    del pair[0], total; return result


class Outer(Base, metaclass=Meta):
    x: int = field(default=1)

    @property
    def name(self): return self.x.real.imag

    try:
        import json
    except ImportError:  # no json
        json = None
    else:
        # only comment and pass
        pass
    finally:
        done = True

    async def run(self, /, first, *, event_loop):
        await (await self.start(first)).stop(
        )
        value = first if event_loop else await self.name \
            .strip()
        return not value in {1, 2}
# the end
