"""Signs that turn the direction of a text turn nothing where it is shown."""

import pytest

from screening.domain.direction import set_apart, written_out, written_out_in

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Embeddings, overrides and isolates, and what ends them."""


@pytest.mark.parametrize("sign", TURNING)
def test_a_sign_that_turns_is_written_out(sign: str) -> None:
    written = f"approved ⟨U+{ord(sign):04X}⟩gnihton"
    for show in (written_out, set_apart, written_out_in):
        assert show(f"approved {sign}gnihton") == written


def test_honest_words_stay_as_they_are() -> None:
    for words in ("Is it theirs?", "Siân ŵyr", "a\u200db", "naïve — ✓", ""):
        assert written_out(words) == set_apart(words) == written_out_in(words) == words


@pytest.mark.parametrize("name", ["שרה", "سارة", "sarah\u200f", "a\u200eb", "\u061c1"])
def test_what_reads_from_the_right_is_set_apart(name: str) -> None:
    assert written_out(name) == name
    assert set_apart(name) == f"\u2068{name}\u2069"
    assert written_out_in(f"<p>by {set_apart(name)}, 12 May</p>") == (
        f"<p>by \u2068{name}\u2069, 12 May</p>"
    )


def test_nothing_typed_ends_what_it_is_set_apart_by() -> None:
    assert set_apart("שרה\u2069\u202egnihton") == "\u2068שרה⟨U+2069⟩⟨U+202E⟩gnihton\u2069"
    for odd in ("\u2068a", "a\u2069", "\u2068a\u202eb\u2069", "\u2068a\u2068b\u2069"):
        shown = written_out_in(odd)
        assert "\u202e" not in shown
        assert shown.count("\u2068") == shown.count("\u2069")


def test_what_is_sent_again_stays_as_it_was_typed() -> None:
    box = '<textarea name="a">x\u202ey</textarea><input value="x\u202ey">'
    assert written_out_in(f"<b>\u202e</b>{box}\u202e") == f"<b>⟨U+202E⟩</b>{box}⟨U+202E⟩"
    attributes = ' id="a" value="x\u202ey"'
    assert written_out_in(attributes) == attributes
    assert written_out_in("a=&#34;x\u202ey&#34;") == "a=&#34;x⟨U+202E⟩y&#34;"
