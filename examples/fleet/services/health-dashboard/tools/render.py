"""Copies a page and its files, naming each file by its content so that a browser never shows an old one."""

import hashlib
import re
import shutil
import sys
from pathlib import Path

PLACE = re.compile(r"\{\{(?P<name>[\w.\-]+)\}\}")


def hashed(path: Path) -> str:
    return f"{path.stem}.{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}{path.suffix}"


def render(source: Path, target: Path) -> list[str]:
    """Write the build and return the names in it; raises LookupError for a file that a page names but nobody has."""
    assets = {path.name: hashed(path) for path in source.iterdir() if path.is_file() and path.suffix != ".html"}
    pages = {path.name: PLACE.sub(lambda match: asset(assets, match["name"]), path.read_text()) for path in source.glob("*.html")}
    target.mkdir(parents=True, exist_ok=True)
    for name, renamed in assets.items():
        shutil.copyfile(source / name, target / renamed)
    for name, text in pages.items():
        (target / name).write_text(text)
    return sorted([*pages, *assets.values()])


def asset(assets: dict[str, str], name: str) -> str:
    if name not in assets:
        raise LookupError(f"a page names {name}, which does not exist")
    return assets[name]


if __name__ == "__main__":
    print("\n".join(render(Path(sys.argv[1]), Path(sys.argv[2]))))
