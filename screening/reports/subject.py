"""What is held about one person, as files: one to read, one for machines, and both in a ZIP, with
the files that they gave.
"""

import io
import zipfile
from datetime import UTC, date, datetime
from enum import StrEnum
from gettext import NullTranslations
from typing import Any

from screening.domain.words import Given
from screening.ledger.canonical import canonical
from screening.reports.html import subject_html
from screening.reports.subject_model import Entry, Kept, Said, Sentence, Subject, Value

FORMAT = "screening-subject-access-1"
"""What the file for machines says it is; ``docs/subject-access.md`` describes its keys."""

_ENGLISH = NullTranslations()


def subject_files(subject: Subject, translations: NullTranslations = _ENGLISH) -> dict[str, bytes]:
    """Both files by their names."""
    name = f"{_plain(subject.vacancy_reference)}-{_plain(subject.code)}"
    return {
        f"{name}.html": subject_html(subject, translations).encode("utf-8"),
        f"{name}.json": subject_json(subject),
    }


def subject_zip(subject: Subject, translations: NullTranslations = _ENGLISH) -> bytes:
    """All of it in one file, which is the same whenever it is made of the same ``subject``.

    ``translations``: the language of the page to read; what was typed stays in its own.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        given = {f"files/{each.name}": each.content for each in subject.files}
        for name, content in (subject_files(subject, translations) | given).items():
            moment = subject.made_at.astimezone(UTC).timetuple()[:6]
            file = zipfile.ZipInfo(name, moment)
            file.external_attr = 0o600 << 16
            file.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(file, content)
    return packed.getvalue()


def zip_name(subject: Subject) -> str:
    """What to call the ZIP: by reference, never by name."""
    return f"data-{_plain(subject.vacancy_reference)}-{_plain(subject.code)}.zip"


def subject_json(subject: Subject) -> bytes:
    """``subject`` in canonical JSON: sorted keys, numbers as text, times in UTC."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "organisation": subject.organisation.name,
        "made_at": _plainly(subject.made_at),
        "last_record": str(subject.last_record),
        "erased_on": _plainly(subject.erased_on),
        "about": {
            "candidate_ref": subject.candidate_ref,
            "code": subject.code,
            "vacancy_ref": subject.vacancy_ref,
            "vacancy": subject.vacancy_reference,
            "title": subject.vacancy_title,
        },
        "withheld": {given.value: str(subject.count(given)) for given in Given},
        "sections": [
            {
                "name": section.name,
                "number": str(section.number),
                "title": section.title,
                "entries": [_entry(entry) for entry in section.entries],
            }
            for section in subject.sections
        ],
        "kept": [_kept(kept) for kept in subject.kept],
        "statements": [
            {"name": each.name, "title": each.title, "text": each.said()}
            for each in subject.statements
        ],
        "records": [
            {
                "record": str(line.record),
                "at": _plainly(line.at),
                "event": line.event.value,
                "by": line.by,
                "leaf": line.leaf,
            }
            for line in subject.records
        ],
    }
    return canonical(data) + b"\n"


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "event": entry.event,
        "record": "" if entry.record is None else str(entry.record),
        "at": _plainly(entry.at),
        "by": entry.by,
        "source": _english(entry.source),
        "kept": entry.kept.value if entry.kept else "",
        "erased": entry.erased,
        "says": [_said(said) for said in entry.said],
    }


def _english(text: str | Sentence) -> str:
    return text.said() if isinstance(text, Sentence) else text


def _said(said: Said) -> dict[str, Any]:
    return {
        "field": said.field,
        "label": said.label,
        "value": _plainly(said.value),
        "given": said.given.value,
    }


def _kept(kept: Kept) -> dict[str, Any]:
    return {
        "kind": kept.kind,
        "days": str(kept.days),
        "counted_from": kept.counted_from,
        "due": _plainly(kept.due),
        "ends": kept.ends,
        "source": kept.source,
    }


def _plainly(value: Value) -> Any:
    """``value`` as JSON has it: codes and words as text, days and moments in ISO 8601, or null."""
    if isinstance(value, tuple):
        return [code.value for code in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def _plain(reference: str) -> str:
    """``reference`` as part of a file's name."""
    return "".join(letter if letter.isalnum() else "-" for letter in reference).lower()
