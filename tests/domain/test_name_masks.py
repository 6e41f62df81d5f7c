"""Names are hidden however they are written, and other words are left as they are."""

from itertools import islice, permutations, product
from time import process_time

import pytest

from screening.domain.name_masks import (
    HIDDEN,
    NOBODY,
    Names,
    as_written,
    digest_of,
    moved,
    together,
)

NAMES = Names(
    {
        "ann": ("Ann Example", "Ann Ponsonby-Example"),
        "zoe": ("Dr Zoë Łukasz",),
        "will": ("Will Young",),
        "rhys": ("Rhys ap Gruffydd",),
        "li": ("Jo Li",),
        "ben": ("Benjamin Hartley",),
        "obrien": ("Sinéad O’Brien",),
        "zak": ("Zoë Żakowska",),
        "bruce": ("李小龙",),
        "wang": ("王 芳",),
        "priya": ("प्रिया शर्मा",),
        "ali": ("محمد الشريف",),
        "kim": ("김 민수",),
    }
)


@pytest.mark.parametrize(
    ("about", "written", "shown"),
    [
        ("ann", "Ann Example runs it", "[name] runs it"),
        ("ann", "EXAMPLE, ann runs it", "[name] runs it"),
        ("ann", "ann's page and Ms Example’s", "[name]'s page and Ms [name]’s"),
        ("ann", "https://pics.example.test/annexample", "https://pics.[name].test/[name]"),
        ("ann", "@ann.example, ann_example, theannexample99", "@[name], the[name]99"),
        ("ann", "@example-ann99 and aexample", "@[name]99 and [name]"),
        ("ann", "Ponsonby too, of an earlier name", "[name] too, of an earlier name"),
        ("ann", "Anna reads examples, and planned", "Anna reads examples, and planned"),
        ("zoe", "zoe lukasz, ZOË ŁUKASZ, Zoe\u0308", "[name]"),
        ("zoe", "dr who", "dr who"),
        ("will", "He will say what Will wrote", "He will say what [name] wrote"),
        ("will", "search words: will young", "search words: [name]"),
        ("will", "a young reader", "a [name] reader"),
        ("ann", "a young reader will ask Mr Young", "a young reader will ask Mr [name]"),
        ("", "of example and Example", "of example and [name]"),
        ("", "ann example wrote", "[name] wrote"),
        ("rhys", "rhys ap gruffydd and ap Dafydd", "[name] and ap Dafydd"),
        ("li", "joli, jo.li, Jolie", "[name], Jolie"),
        ("obrien", "Sinead OBrien, O'Brien", "[name], O'[name]"),
        ("ben", "What is Ben like? Benjamin, benj", "What is [name] like? [name], benj"),
        ("ben", "The ben nevis page. Harts, Har", "The ben nevis page. Harts, [name]"),
        ("", "What is Ben like?", "What is Ben like?"),
        ("ben", "benjaminexplains.example", "[name]explains.example"),
        (
            "ben",
            "see @just_benjaminh and x.test/realhartley.",
            "see @just_[name]h and x.test/real[name].",
        ),
        ("ben", "a benjaminite, and hartleyish.", "a benjaminite, and hartleyish."),
        ("ann", "benjaminexplains.test", "benjaminexplains.test"),
        ("ann", "Anns posts, the Examples page", "[name]s posts, the [name]s page"),
        ("ann", "ann examples posts are examples", "[name]s posts are examples"),
        ("", "Anns posts", "Anns posts"),
        (
            "zak",
            "linkedin.com/in/zo%C3%AB-%C5%BBakowska?q=1",
            "linkedin.com/in/[name]?q=1",
        ),
        ("", "x.test/?q=zo%c3%ab%20%c5%bbakowska%2C", "x.test/?q=[name]%2C"),
        ("ben", "x.test/?q=%20realhartley", "x.test/?q=%20real[name]"),
        ("", "50%Ann or 50%Benjamin, %FF%41", "50%[name] or 50%[name], %FF%41"),
        ("", "A\u00adnn Exam\u200bple, z\u2060oe \ufeffżakowska", "[name]"),
        ("ann", "an\u200dnexample: \u200bon", "[name]: \u200bon"),
        ("", "我认识李小龙先生", "我认识[name]先生"),
        ("", "王芳, 王 芳, 芳王 说", "[name] 说"),
        ("", "प्रिया यहाँ है, शर्मा भी", "[name] यहाँ है, [name] भी"),
        ("", "كتب محمد هنا", "كتب [name] هنا"),
        ("", "김민수 씨와 민수", "[name] 씨와 [name]"),
        ("ann", "", ""),
        ("ann", "ﬁnd Ann", "ﬁnd [name]"),
    ],
)
def test_what_is_hidden(about: str, written: str, shown: str) -> None:
    assert NAMES.hide(written, about) == shown


@pytest.mark.parametrize(
    "name",
    ["zo%C3%AB-%C5%BBakowska", "Zoë \u00adŻa\u200bkow\u200bska", "李小龙", "Zoe\u0308", "Żakowska"],
)
def test_places_stay_right_however_a_name_is_written(name: str) -> None:
    text = f"ﬁ%20 {name} ﬁ posts {name}\u00ad!"
    shown, spans = NAMES.hide(text, "zak"), NAMES.spans(text, "zak")
    assert shown == f"ﬁ%20 {HIDDEN} ﬁ posts {HIDDEN}!"
    start, end = text.index("posts"), text.index("posts") + len("posts")
    assert shown[moved(start, spans) : moved(end, spans)] == "posts"
    assert as_written((moved(start, spans), moved(end, spans)), spans) == (start, end)


def test_candidates_cannot_make_it_slow_by_what_they_are_called() -> None:
    """Names of fifty words, and a text of as many words as a long answer has."""
    words = ["".join(each) for each in product("abcdefghij", repeat=3)]
    names = {str(at): (" ".join(words[at : at + 50]),) for at in range(0, 950, 10)}
    names |= {f"{at} too": (f"{words[at] * 9} {words[-at] * 11}",) for at in range(50)}
    text = " ".join("".join(each) for each in islice(permutations("klmnopqr", 7), 700))
    began = process_time()
    assert Names(names).hide(f"{text} {'x' * 5000}", "10") == f"{text} {'x' * 5000}"
    assert process_time() - began < 1


def test_a_place_that_was_kept_is_hidden_with_the_names_that_are_known() -> None:
    text = "Ask Kit Marlowe, or Ann Example. Did Kit, Ann, Kit"
    kit = Names({"kit": ("Kit Marlowe",)})
    kept = {digest_of(text): kit.spans(text)}
    both = Names({**kit.by_candidate, "ann": NAMES.by_candidate["ann"]})
    for names in (
        Names({"ann": NAMES.by_candidate["ann"]}, kept),
        together([Names({"ann": NAMES.by_candidate["ann"]}), Names({}, kept), Names({}, kept)]),
    ):
        assert names.hide(text) == both.hide(text) == "Ask [name], or [name]. Did [name]"
        assert names.spans(text, "ann") == both.spans(text, "ann")
        assert names.hide(f"{text}!") == "Ask Kit Marlowe, or [name]. Did Kit, [name], Kit!"
    first, second = (Names({}, {digest_of(text): [span]}) for span in kit.spans(text)[:2])
    assert together([second, first]).spans(text) == kit.spans(text)[:2]
    halves = Names({}, {digest_of(text): [(4, 9), (8, 15), (5, 6)]})
    assert halves.hide(text) == "Ask [name], or Ann Example. Did Kit, Ann, Kit"


def test_nothing_is_hidden_from_whoever_reads_names() -> None:
    assert NOBODY.hide("Ann Example", "ann") == "Ann Example"
    assert Names({"x": ("Dr",), "y": ("A.",)}).hide("Dr A. writes", "x") == "Dr A. writes"


def test_a_place_in_a_text_moves_with_its_words() -> None:
    text = "Ann Example posts weekly"
    shown = NAMES.hide(text, "ann")
    spans = NAMES.spans(text, "ann")
    start, end = text.index("posts"), text.index("posts") + len("posts")
    assert shown[moved(start, spans) : moved(end, spans)] == "posts"
    assert shown[moved(0, spans) : moved(len("Ann Example"), spans)] == HIDDEN
    assert shown[: moved(3, spans)] == HIDDEN, "the end of a part of it is the end of the whole"
    assert moved(len(text), spans) == len(shown)


@pytest.mark.parametrize(
    ("marked", "written"),
    [
        ("posts weekly", "posts weekly"),
        ("[name] posts", "Ann Example posts"),
        ("and [name]", "and Young"),
        ("posts weekly, and [name]", "posts weekly, and Young"),
        ("[name]", "Ann Example"),
        ("ame] posts", "Ann Example posts"),
        ("and [na", "and Young"),
        (" too", " too"),
        ("", ""),
    ],
)
def test_what_is_marked_as_it_is_shown_is_found_as_it_was_written(
    marked: str, written: str
) -> None:
    text = "Ann Example posts weekly, and Young too"
    start = NAMES.hide(text, "ann").index(marked)
    first, last = as_written((start, start + len(marked)), NAMES.spans(text, "ann"))
    assert text[first:last] == written
