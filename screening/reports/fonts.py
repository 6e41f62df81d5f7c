"""The typefaces that reports carry inside them. No other font of the machine is ever used.

Source Sans and Source Serif (Adobe) and IBM Plex Mono come as Python packages; DejaVu Sans, which
has the scripts and signs that the others lack, as a package of the operating system. All four
are free to embed (SIL Open Font License; DejaVu's own licence).
"""

import base64
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from screening.domain.text import N_

SANS = "Source Sans Pro"
SERIF = "Source Serif Pro"
MONO = "IBM Plex Mono"
SPARE = "DejaVu Sans"

_SYSTEM_FOLDERS = (
    Path("/usr/share/fonts/truetype/dejavu"),  # Debian, Ubuntu
    Path("/usr/share/fonts/dejavu-sans-fonts"),  # Fedora, Red Hat
    Path("/usr/share/fonts/TTF"),  # Arch
    Path("/usr/share/fonts/dejavu"),  # Alpine, SUSE
)


@dataclass(frozen=True)
class Face:
    """One font file: what style sheets call it, and where it was found, if it was."""

    family: str
    weight: int
    style: str
    path: Path | None


def _packaged(package: str, file: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0]) / "files" / file
    return path if path.is_file() else None


def _system(file: str) -> Path | None:
    return next((path for folder in _SYSTEM_FOLDERS if (path := folder / file).is_file()), None)


def faces() -> tuple[Face, ...]:
    """Every face that reports use, found or not."""
    sans, serif, mono = "font_source_sans_pro", "font_source_serif_pro", "fontpkg_ibm_plex_mono"
    return (
        Face(SANS, 400, "normal", _packaged(sans, "SourceSansPro-Regular.ttf")),
        Face(SANS, 400, "italic", _packaged(sans, "SourceSansPro-It.ttf")),
        Face(SANS, 600, "normal", _packaged(sans, "SourceSansPro-Semibold.ttf")),
        Face(SERIF, 400, "normal", _packaged(serif, "SourceSerifPro-Regular.ttf")),
        Face(SERIF, 600, "normal", _packaged(serif, "SourceSerifPro-Semibold.ttf")),
        Face(MONO, 400, "normal", _packaged(mono, "IBMPlexMono-Regular.ttf")),
        Face(SPARE, 400, "normal", _system("DejaVuSans.ttf")),
        Face(SPARE, 600, "normal", _system("DejaVuSans-Bold.ttf")),
    )


def missing_fonts() -> list[str]:
    """What a person must do before reports can be made, a sentence each; empty when all is well."""
    families = sorted({face.family for face in faces() if face.path is None})
    advice = {
        SANS: N_("Source Sans Pro is missing: pip install font-source-sans-pro"),
        SERIF: N_("Source Serif Pro is missing: pip install font-source-serif-pro"),
        MONO: N_("IBM Plex Mono is missing: pip install fontpkg-ibm-plex-mono"),
        SPARE: N_("DejaVu Sans is missing: on Debian, apt-get install fonts-dejavu-core"),
    }
    return [advice[family] for family in families]


def font_css() -> str:
    """Style rules that carry the fonts themselves, so that a report fetches nothing.

    Raises FileNotFoundError, naming what to install, when a face is missing.
    """
    problems = missing_fonts()
    if problems:
        raise FileNotFoundError(" ".join(problems))
    return "\n".join(_rule(face, face.path) for face in faces() if face.path is not None)


def _rule(face: Face, path: Path) -> str:
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return (
        f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};"
        f"font-style:{face.style};src:url(data:font/ttf;base64,{data}) format('truetype')}}"
    )
