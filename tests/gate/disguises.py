"""One bad sentence in every disguise that we know of, and honest writing that looks like one."""

from typing import Any

from screening.domain.words import Verdict
from tests.gate.builders import PLACE, judge

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

FIELDS = ("question", "relevance", "looking_at", "alternatives", "terms", "address", "searcher")
"""Where a bad sentence may be put."""


def put(field: str, text: str) -> dict[str, Any]:
    """What is changed of a sound case so that ``text`` stands in ``field`` beside what is sound."""
    match field:
        case "terms":
            return {"terms": ["object of the week", text]}
        case "address":
            return {"places": [{**PLACE, "address": f"{PLACE['address']} {text}"}]}
        case "searcher":
            return {"searcher": {"kind": "hr", "name": f"Recruitment team. {text}"}}
        case _:
            return {field: f"{SOUND} {text}"}


def stopped(field: str) -> int:
    """How many of the disguises are stopped in ``field``."""
    verdicts = [judge(**put(field, text)).verdict for text in DISGUISES.values()]
    return verdicts.count(Verdict.BLOCK)
