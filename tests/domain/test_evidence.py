"""Which files are taken as evidence: by what they hold, whatever they are called."""

import io
import zipfile

import pytest

from screening.domain.evidence import (
    EMPTY,
    LARGEST,
    TOO_LARGE,
    WRONG_KIND,
    FileKind,
    file_name,
    kind_of,
    problem_with_file,
)

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("evidence.txt", "quokka")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, FileKind.PDF),
        (PDF + b"<html><script>alert(1)</script>" + zipped(), FileKind.PDF),  # never opened here
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileKind.PNG),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", FileKind.JPEG),
        ("I ran it.\r\n\tFfôn: £5".encode(), FileKind.TEXT),
        (b"\xef\xbb\xbfI ran it.", FileKind.TEXT),
        (b"x < y, and so on", FileKind.TEXT),
    ],
)
def test_what_a_file_is_its_first_bytes_say(content: bytes, kind: FileKind) -> None:
    assert kind_of(content) is kind
    assert problem_with_file(content) == ""


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"\xef\xbb\xbf \n<html>",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<svg onload='alert(1)'/>",
        b"{\\rtf1 quokka}",
        b"#!/bin/sh\nrm -r /",
        b"%!PS-Adobe-3.0",
        b" %PDF-1.7 after a blank\x00",
        b"GIF89a\x01\x00\x01\x00",
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"MZ\x90\0\x03",
        b"text with a \x00 in it",
        b"text with a \x1b[31m in it",
        "Not in our letters: é".encode("latin-1"),
        "I ran it.".encode("utf-16"),
        zipped(),
    ],
)
def test_nothing_else_is_taken(content: bytes) -> None:
    assert kind_of(content) is None
    assert problem_with_file(content) == WRONG_KIND


def test_neither_nothing_nor_too_much() -> None:
    assert problem_with_file(b"") == problem_with_file(b" \r\n") == EMPTY
    assert problem_with_file(PDF.ljust(LARGEST)) == ""
    assert problem_with_file(PDF.ljust(LARGEST + 1)) == TOO_LARGE


def test_it_is_called_by_its_number_and_kind() -> None:
    assert file_name(2, FileKind.JPEG) == "evidence-2.jpg"
