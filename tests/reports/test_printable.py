import re

import pytest

from screening.reports.printable import MARKS_KEPT, breakable, printable


@pytest.mark.parametrize(
    "text",
    [
        "Plain words, £20 – “quoted”, é ŵ ŷ Ł ß",
        "Ελληνικά, Українська, עברית, العربية",
        "line\nbreak\tand tab",
        '<p class="x">&amp;</p>',
        "Tiếng Việt",
    ],
)
def test_what_the_fonts_can_show_is_left_alone(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u2066b\u2069", "a⟨U+2066⟩b⟨U+2069⟩"),
        ("zero\u200bwidth", "zero⟨U+200B⟩width"),
        ("bell\x07", "bell⟨U+0007⟩"),
        ("nul\x00", "nul⟨U+0000⟩"),
        ("rocket 🚀", "rocket ⟨U+1F680⟩"),
        ("中文", "⟨U+4E2D⟩⟨U+6587⟩"),
        ("\ue000", "⟨U+E000⟩"),
        ("two\r\nlines", "two\nlines"),
        ("a\u2028b", "a⟨U+2028⟩b"),
    ],
)
def test_what_they_cannot_show_is_named(typed, shown):
    assert printable(typed) == shown


def test_accents_without_end_are_counted_not_stacked():
    zalgo = "e" + "\u0301" * 40
    assert printable(zalgo) == "e" + "\u0301" * MARKS_KEPT + f"⟨+{40 - MARKS_KEPT} marks⟩"


def test_the_marker_itself_can_be_printed():
    assert printable("⟨U+202E⟩") == "⟨U+202E⟩"


@pytest.mark.parametrize("word", ["x" * 20_000, "&amp;" * 100, "é\u0323" * 80, "&#34;x" * 40])
def test_a_word_longer_than_any_line_can_be_broken_and_still_reads_the_same(word):
    broken = breakable(f"<body><p>{word}</p>")
    assert broken.count("<wbr>") >= 3
    assert broken.replace("<wbr>", "") == f"<body><p>{word}</p>"
    assert not re.search("<wbr>[\u0300-\u036f]|&[^;]*<wbr>", broken)


@pytest.mark.parametrize(
    "page",
    [
        f"<head><title>{'x' * 99}</title></head><body><p>short</p>",
        f'<body><img alt="" src="data:image/png;base64,{"A" * 500}">',
        f"<body><p>{'word ' * 500}</p>",
        "<body><p>https://www.example.org/a/page/of/ordinary/length</p>",
    ],
)
def test_nothing_else_is_touched(page):
    assert breakable(page) == page
