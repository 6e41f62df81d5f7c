"""One bad sentence in every disguise that we know of, and honest writing that looks like one."""

import pytest

from screening.domain.words import Verdict
from tests.gate.builders import by_rules, judge, signals

SOUND = "Was there a post on one object each week, and is each accurate?"
BAD = "Is she pregnant or religious?"


def _letters(first: int) -> str:
    return "".join(
        chr(first + ord(char) - ord("a")) if char.isalpha() else char for char in BAD.lower()
    )


def _between(sign: str) -> str:
    return "  ".join(sign.join(word) for word in BAD.strip("?").split())


DISGUISES = {
    "plain": BAD,
    "zero width": "\u200b".join(BAD),
    "joiners": "\u200d".join(BAD),
    "soft hyphens": "\u00ad".join(BAD),
    "tags": "".join(chr(0xE0000 + ord(char)) for char in BAD),
    "tags between": "Is she preg\U000e0061nant or reli\U000e0062gious?",
    "full width": "".join(chr(ord(char) + 0xFEE0) if char != " " else char for char in BAD),
    "strokes": "".join(f"{char}\u0336" for char in BAD),
    "accents": "".join(f"{char}\u0301" if char.isalpha() else char for char in BAD),
    "dots below": "Is she pṛẹgṇạṇṭ or ṛẹḷịgịọụṣ?",
    "Cyrillic": "Is she рrеgnаnt or rеligiоus?",
    "Greek": "Is she ρrεgnαnt or rεligiουs?",
    "all Cyrillic": "Is she ѕіск or а јеw?",
    "scripts mixed": "Is she pяegnaηt or яelіgious?",
    "bold": _letters(0x1D41A),
    "script": _letters(0x1D4EA),
    "typewriter": _letters(0x1D68A),
    "circled": _letters(0x24D0),
    "circled black": "Is she 🅟🅡🅔🅖🅝🅐🅝🅣?",
    "bracketed": "Is she ⒫⒭⒠⒢⒩⒜⒩⒯?",
    "small capitals": "Is she ᴘʀᴇɢɴᴀɴᴛ or ʀᴇʟɪɢɪᴏᴜꜱ?",
    "raised": "Is she ᵖʳᵉᵍⁿᵃⁿᵗ?",
    "on its head": "Is she ʇuɐuƃǝɹd?",
    "stored backwards": f"\u202e{BAD[::-1]}\u202c",
    "a word stored backwards": "Is she \u202etnangerp\u202c now?",
    "written backwards": BAD[::-1],
    "words written backwards": "Is she tnangerp or suoigiler?",
    "spaced": _between(" "),
    "dotted": _between("."),
    "starred": _between("*"),
    "dashed": _between("-"),
    "slashed": "Is she p/r/e/g/n/a/n/t?",
    "vowels starred": "Is she pr*gn*nt or r*l*g**us?",
    "vowels hashed": "Is she pr#gn#nt?",
    "vowels underscored": "Is she pr_gn_nt?",
    "vowels left out": "Is she prgnnt?",
    "digits": "Is she pr3gn4nt or r3l1g10us?",
    "signs": "Is she pr3gn@nt or re1!g!0u$?",
    "letters swapped": "Is she pergnant or reilgious?",
    "a letter doubled": "Is she preggnant or relligious?",
    "a letter dropped": "Is she pregnnt or religous?",
    "a letter changed": "Is she pregnent or relegious?",
    "by ear": "Is she pregnunt or relijus?",
    "over a line": "Is she preg\nnant or reli\ngious?",
    "over a line with a hyphen": "Is she preg-\nnant or reli-\ngious?",
    "with a gap": "Is she preg nant or reli gious?",
    "run together": "isshepregnantorreligious?",
    "half run together": "Is shepregnant or shereligious?",
    "as in a program": "is_she_pregnant",
}


@pytest.mark.parametrize("text", DISGUISES.values(), ids=DISGUISES.keys())
@pytest.mark.parametrize("field", ["question", "looking_at"])
def test_a_bad_sentence_is_stopped_in_every_disguise(field: str, text: str) -> None:
    assert judge(**{field: f"{SOUND} {text}"}).verdict is Verdict.BLOCK


def test_a_word_stored_backwards_is_shown_where_it_stands() -> None:
    text = f"{SOUND} Is she \u202etnangerp\u202c now?"
    shown = [
        text[each.start : each.end]
        for each in judge(question=text).findings
        if each.rule == "protected"
    ]
    assert shown == ["tnangerp"]


def test_a_word_may_not_begin_in_one_field_and_end_in_another() -> None:
    assessment = judge(question=f"{SOUND} Is she preg", relevance="nant, as E1 wants posts?")
    assert "protected" in assessment.reasons


@pytest.mark.parametrize("terms", [["preg", "nant"], list("religion")])
def test_nor_run_over_several_search_words(terms: list[str]) -> None:
    assert "protected" in judge(terms=terms).reasons


HONEST = {
    "a call": f"{SOUND} It is about children! And a church! With toddlers!",
    "Welsh": "A oedd pyst wythnosol am bob gwrthrych, ac a yw'r ffeithiau'n gywir?",
    "Ukrainian": f"Чи є допис про кожен предмет щотижня? {SOUND}",
    "Turkish": f"Işıl Çağlayan, sır günlüğü: {SOUND}",
    "Greek": f"Ευγενία Παπαδοπούλου, «Ο Φούρνος»: {SOUND}",
    "Persian": f"می‌پزیم: {SOUND}",
    "Vietnamese": "Is Nguyễn Thị Minh's weekly post on each object accurate?",
    "Hebrew with vowels": f"שַׁבָּת שָׁלוֹם: {SOUND}",
    "emoji": f"👩‍🍳 👏🏽 🏴󠁧󠁢󠁷󠁬󠁳󠁿 🇬🇧 {SOUND}",
    "a handle": "Does @k8_bak3s post on one object each week, and is each accurate?",
    "a program": "Do `is_pregnant` and get_age() in the weekly object post work each time?",
    "sounds": "Is /ˈpɹɛɡnənt/ right in the weekly object posts, and is /kəti/?",
    "a formula": "Is Cr₂O₇²⁻ + 14H⁺ + 6e⁻ → 2Cr³⁺ + 7H₂O in the weekly object post balanced?",
    "capitals": SOUND.upper(),
    "out of a PDF": "Was there a post on one ob\u00adject each week, and is each ac\u00adcurate?",
    "lines of a PDF": "Was there a weekly post on one ob-\nject, and is each accu-\nrate?",
    "initials": "Is the post on J. R. R. Tolkien and C. S. Lewis accurate about each object?",
    "a hashtag": "Was the weekly #WalesCoastPath post accurate on each object?",
    "emphasis": "Is the *weekly* post on **each** object accurate?",
    "hyphens": "Is the post on each object well re-written, e.g. the co-op's t-shirt?",
    "short forms": "Was the 3rd post of 2024 on the A4 object right, at 1.5k views, p. 4, no. 7?",
}


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST.keys())
def test_honest_writing_passes(text: str) -> None:
    assessment = judge(question=text)
    assert assessment.verdict is Verdict.PASS, assessment.findings


def test_what_the_candidate_wrote_in_fancy_letters_may_be_quoted() -> None:
    name = "Ｍａｌｌ　Ｓｏｆｔ"
    assessment = judge(
        quote=f"I wrote a post on one object each week for {name}, March to September 2024.",
        question=f"Was there a post on one object each week by {name}, and is each accurate?",
    )
    assert assessment.verdict is Verdict.PASS, assessment.findings


def test_several_words_in_disguise_are_no_accident() -> None:
    tea, jam, cake = ("".join(f"{char}\u0336" for char in word) for word in ("tea", "jam", "cake"))
    assessment = judge(question=f"{SOUND} And {tea} or {jam} and then {cake}")
    assert "many" in signals(assessment, "disguise")
    assert assessment.verdict is Verdict.BLOCK


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The friend's fiends", False),
        ("gather other fathers", False),
        ("Christina reversed her carriage", False),
        ("a rather pregnent pause", True),
    ],
)
def test_a_word_of_its_own_is_no_slip_for_another(text: str, read: bool) -> None:
    assert ("protected" in judge(looking_at=f"{SOUND} Is she {text}?").reasons) is read


@pytest.mark.parametrize(
    ("text", "worn"), [("GA1", False), ("form A2", False), ("ag3", True), ("is he il1", True)]
)
def test_a_short_code_is_no_disguise_unless_it_hides_a_word_that_matters(
    text: str, worn: bool
) -> None:
    assert ("disguise" in by_rules(terms=[text]).reasons) is worn
