"""One archive: made under a temporary name, read back, and only then put in its place."""

import hashlib
import tarfile
from pathlib import Path


class BackupError(Exception):
    pass


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def make_archive(folder: Path, target: Path) -> int:
    """Pack every file below the folder; returns how many files there are."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    expected = {path.relative_to(folder).as_posix(): digest(path.read_bytes()) for path in files}
    unfinished = target.with_suffix(".part")
    with tarfile.open(unfinished, "w:gz") as archive:
        for path in files:
            archive.add(path, path.relative_to(folder).as_posix())
    if contents(unfinished) != expected:
        unfinished.unlink()
        raise BackupError(f"{target.name} does not read back as it was written")
    unfinished.replace(target)
    return len(files)


def contents(archive: Path) -> dict[str, str]:
    """The digest of every file in an archive, by name."""
    with tarfile.open(archive) as opened:
        return {
            member.name: digest(stream.read())
            for member in opened.getmembers()
            if (stream := opened.extractfile(member)) is not None
        }
