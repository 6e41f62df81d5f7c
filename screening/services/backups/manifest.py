"""What a backup says of itself: which log it is of, how long that was, and what its files are."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path

from screening.domain.errors import NotValid

FILE = "manifest.json"
DATABASE = "screening.db"
DUMP = "screening.dump"  # in the place of that, where the database is on PostgreSQL
VAULT = "vault.db"

_FORM = "screening backup 1"
_NONE = "{} is not the manifest of a backup."


@dataclass(frozen=True)
class Manifest:
    """``files`` maps each file's name to its SHA-256 (hex). ``checkpoint`` is the newest signed
    note, empty before the first; ``root`` is over all ``size`` records; ``made_at`` is in UTC.
    """

    log_id: str
    size: int
    root: str
    checkpoint: str
    revision: str
    made_at: str
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def with_database(self) -> bool:
        """Whether the backup is of more than the vault."""
        return bool({DATABASE, DUMP} & self.files.keys())

    def text(self) -> str:
        """As it stands in its file."""
        return json.dumps({"form": _FORM, **asdict(self)}, indent=2) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest in ``folder``. Raises NotValid when there is none, or it is none."""
    try:
        said = json.loads((folder / FILE).read_text(encoding="utf-8"))
        is_one = said.pop("form") == _FORM and _is_well_formed(said)
        manifest = Manifest(**said)
    except FileNotFoundError as error:
        message = f"There is no whole backup in {folder}: {FILE} is missing."
        raise NotValid({"folder": message}) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotValid({"folder": _NONE.format(folder / FILE)}) from error
    if not is_one:
        raise NotValid({"folder": _NONE.format(folder / FILE)})
    return manifest


def _is_well_formed(said: Mapping[str, object]) -> bool:
    kinds = {"size": int, "files": dict}
    return all(isinstance(value, kinds.get(name, str)) for name, value in said.items())


def digest(path: Path) -> str:
    """The SHA-256 of the file at ``path``, in hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def altered(manifest: Manifest, paths: Mapping[str, Path]) -> Iterator[str]:
    """The names of those ``paths`` that are not the files that ``manifest`` speaks of."""
    for name, path in paths.items():
        if manifest.files.get(name) != digest(path):
            yield name
