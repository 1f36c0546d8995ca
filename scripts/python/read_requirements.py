"""Prints, as JSON, what each of the given service folders requires: its requirement files, pyproject.toml and setup.cfg together.

Usage: read_requirements.py FOLDER...   ->   [{"requirements": [...], "constraints": [...]}, ...]
A folder whose files cannot be read has a "problem" too.
Options of pip other than -r and -c are left out, and so are editable and local installs: a service is tested in its own folder.
"""

import configparser
import json
import re
import sys
from pathlib import Path

try:
    import tomllib
except ImportError:  # Python 3.10
    from pip._vendor import tomli as tomllib


def described(folder: Path) -> dict:
    """One folder that cannot be read says why, and the others are read all the same."""
    try:
        return requirements_of(folder)
    except (OSError, ValueError, configparser.Error) as error:
        return {"requirements": [], "constraints": [], "problem": f"{type(error).__name__}: {error}"}


def requirements_of(folder: Path) -> dict[str, list[str]]:
    requirements: set[str] = set()
    constraints: set[str] = set()
    for path in sorted([*folder.glob("requirements*.txt"), *folder.glob("requirements/*.txt")]):
        read_file(path, requirements, constraints)
    for path in sorted(folder.glob("constraints*.txt")):
        read_file(path, constraints, constraints)
    requirements.update(read_pyproject(folder / "pyproject.toml"))
    requirements.update(read_setup_cfg(folder / "setup.cfg"))
    return {"requirements": sorted(requirements), "constraints": sorted(constraints)}


def read_file(path: Path, requirements: set[str], constraints: set[str]) -> None:
    text = re.sub(r"\\\r?\n", " ", path.read_text(encoding="utf-8-sig"))
    for raw in text.splitlines():
        line = re.sub(r"(^|\s)#.*$", "", raw).strip()
        reference = re.match(r"(-r|--requirement|-c|--constraint)[\s=]+(\S+)$", line)
        if reference:
            to = constraints if reference[1].startswith(("-c", "--c")) else requirements
            read_file(path.parent / reference[2], to, constraints)
        elif line and not line.startswith(("-", ".", "/")):
            requirements.add(tidy(line.split(" --hash")[0]))


def tidy(requirement: str) -> str:
    """Without the spaces that make no difference, so that equal requirements are equal texts."""
    specifier, separator, marker = requirement.partition(";")
    return re.sub(r"\s+", "", specifier) + (f"; {marker.strip()}" if separator else "")


def read_pyproject(path: Path) -> list[str]:
    if not path.exists():
        return []
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    project = document.get("project", {})
    found = list(project.get("dependencies", []))
    for group in [*project.get("optional-dependencies", {}).values(), *document.get("dependency-groups", {}).values()]:
        found += [item for item in group if isinstance(item, str)]
    poetry = document.get("tool", {}).get("poetry", {})
    tables = [poetry.get("dependencies", {}), poetry.get("dev-dependencies", {})]
    tables += [group.get("dependencies", {}) for group in poetry.get("group", {}).values()]
    for table in tables:
        found += [poetry_requirement(name, value) for name, value in table.items() if name != "python"]
    return [tidy(item) for item in found]


def poetry_requirement(name: str, value: object) -> str:
    extras = ""
    if isinstance(value, dict):
        extras = f"[{','.join(value['extras'])}]" if value.get("extras") else ""
        value = value.get("version", "*")
    return name + extras + ",".join(filter(None, (poetry_version(part.strip()) for part in str(value).split(","))))


def poetry_version(text: str) -> str:
    """Poetry's own forms as pip knows them: 1.2 is ==1.2, ^1.2 is >=1.2,<2, ~1.2.3 is >=1.2.3,<1.3."""
    if text == "*":
        return ""
    match = re.match(r"([\^~])(\d[\w.]*)$", text)
    if match:
        numbers = [int(number) for number in re.findall(r"\d+", match[2])]
        kept = next((i for i, number in enumerate(numbers) if number), len(numbers) - 1) if match[1] == "^" else min(1, len(numbers) - 1)
        upper = [*numbers[:kept], numbers[kept] + 1]
        return f">={match[2]},<{'.'.join(map(str, upper))}"
    return f"=={text}" if text[:1].isdigit() else text


def read_setup_cfg(path: Path) -> list[str]:
    if not path.exists():
        return []
    config = configparser.ConfigParser(interpolation=None)
    config.read(path, encoding="utf-8")
    blocks = [config.get("options", "install_requires", fallback="")]
    if config.has_section("options.extras_require"):
        blocks += [block for _, block in config.items("options.extras_require")]
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [tidy(line) for line in lines if line and not line.startswith(("#", "file:"))]


if __name__ == "__main__":
    print(json.dumps([described(Path(argument)) for argument in sys.argv[1:]]))
