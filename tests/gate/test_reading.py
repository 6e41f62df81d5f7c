import pytest

from screening.domain.policy import shipped_policy
from screening.gate.reading import see
from screening.gate.vocabulary import vocabulary_of
from screening.gate.words import Passage, read


def passage(text: str) -> Passage:
    return read(text, vocabulary_of(shipped_policy()).phrases.known)


def first_readings(text: str) -> list[str]:
    return list(passage(text).said)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Plain Words", "plain words"),
        ("ｒｅｌｉｇｉｏｎ", "religion"),
        ("𝓻𝓮𝓵𝓲𝓰𝓲𝓸𝓷", "religion"),
        ("ⓡⓔⓛⓘⓖⓘⓞⓝ", "religion"),
        ("reli\u200bgion", "religion"),
        ("reli\u00adgion", "religion"),
        ("re\u0301li\u0336gion", "religion"),
        ("Llŷn, tŷ, ŵyn", "llyn, ty, wyn"),
        ("she’s", "she's"),
        ("one\u00a0two", "one two"),
    ],
)
def test_text_is_read_as_people_see_it(written: str, seen: str) -> None:
    assert see(written).text == seen


@pytest.mark.parametrize(
    "written",
    [
        "pregn\u0430nt",  # Cyrillic
        "r\u03bfligi\u03bfn".replace("\u03bfl", "el"),  # Greek omicron in one place
        "pr3gn4nt",
        "r3l1g10n",
        "p r e g n a n t",
        "r.e.l.i.g.i.o.n",
        "reli*gion",
        "p\u200bregnant",
        "𝗽𝗿𝗲𝗴𝗻𝗮𝗻𝘁",
    ],
)
def test_a_disguised_word_is_read_and_its_disguise_is_told(written: str) -> None:
    text = passage(f"Is she {written} now?")
    assert {"pregnant", "religion"} & set(text.said)
    assert text.disguises


@pytest.mark.parametrize(
    "honest",
    [
        "Оксана Коваль will confirm authorship",
        "Mae'r negeseuon yn glir ac yn gywir, ac yn ateb cwestiynau'r cyhoedd ar y dudalen",
        "Łukasz, Øystein, Đặng and Siân wrote it",
        "Great work 👏🏽 👩‍👩‍👧 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "E1 and D2, 3rd of 1.5k, B&B, and/or, 24/7, Year 4, A4",
        "publi\u00adcation copied from a PDF",
        "ﬁve oﬃcers",
        "x.com/harbourmuseum and tiktok.com/@shore_line99",
        "می‌خواهم بدانم",
        "Nguyễn Thị Minh",
    ],
)
def test_honest_writing_is_no_disguise(honest: str) -> None:
    assert passage(honest).disguises == ()


@pytest.mark.parametrize(
    "text",
    [
        "Is she pr\u0435gn\u0430nt?",
        "Élan, ﬁne and 𝓯𝓪𝓲𝓽𝓱",
        "zero\u200bwidth and wide ｗｏｒｄｓ",
        "don’t look at her faith",
    ],
)
def test_each_word_knows_where_it_stood(text: str) -> None:
    words = passage(text)
    places = list(zip(words.starts, words.ends, strict=True))
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    for (start, end), said in zip(places, words.said, strict=True):
        assert first_readings(text[start:end])[0] == said


def test_clauses_end_where_thoughts_do() -> None:
    assert passage("No faith here. But her age").clauses == [0, 0, 0, 1, 1, 1]


def test_spaced_out_words_are_cut_apart() -> None:
    assert first_readings("any r e d f l a g s")[:3] == ["any", "red", "flags"]


@pytest.mark.parametrize(
    ("written", "worn"),
    [
        (
            "t\u0336e\u0336a\u0336 j\u0336a\u0336m\u0336 bun",
            ["t\u0336e\u0336a\u0336 j\u0336a\u0336m\u0336"],
        ),
        ("𝗿𝗲𝗱 𝗳𝗹𝗮𝗴 and 𝘁𝗲𝗮", ["𝗿𝗲𝗱 𝗳𝗹𝗮𝗴", "𝘁𝗲𝗮"]),
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿 then p\U000e0061\U000e0062en", ["\U000e0061\U000e0062"]),
    ],
)
def test_words_in_one_disguise_are_one_unless_a_plain_word_is_between(
    written: str, worn: list[str]
) -> None:
    found = passage(written).disguises
    assert [written[each.start : each.end] for each in found] == worn
