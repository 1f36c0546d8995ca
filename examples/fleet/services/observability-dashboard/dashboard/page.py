from html import escape

from dashboard.status import Line

FRAME = "<!doctype html><title>{title}</title><table>{rows}</table>"


def render(lines: list[Line]) -> str:
    troubled = sum(line.state != "ok" for line in lines)
    rows = "".join(
        f'<tr class="{escape(line.state)}"><td>{escape(line.label)}<td>{escape(line.state)}<td>{escape(line.detail)}'
        for line in lines
    )
    return FRAME.format(title="All well" if not troubled else f"{troubled} in trouble", rows=rows)
