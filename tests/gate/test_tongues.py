"""Requests in Welsh, and with sentences in other languages: what must pass and what must not."""

from typing import Any

import pytest

from screening.domain.words import Verdict
from screening.gate.assessment import Assessment
from screening.gate.foreign import foreign_spans
from tests.gate.builders import judge

WELSH: dict[str, Any] = {
    "quote": "O fis Mawrth i fis Medi 2024 fi oedd yn rhedeg Instagram Amgueddfa'r Harbwr, ac yn "
    "ysgrifennu postiad am un gwrthrych bob wythnos.",
    "title": "Swyddog Cynnwys Digidol",
    "criteria": [
        {"code": "E1", "kind": "essential", "text": "Yn ysgrifennu'n glir am gasgliadau"},
    ],
    "question": "A oedd postiad am un gwrthrych bob wythnos, ac a yw'r ffeithiau'n gywir?",
    "relevance": "Mae E1 yn gofyn am ysgrifennu am gasgliadau, a phostiadau'r amgueddfa yw'r "
    "enghraifft a roddodd hi.",
    "looking_at": "Y postiadau wythnosol am wrthrychau ar gyfrif yr amgueddfa",
    "alternatives": "Bydd tasg ysgrifennu ar y diwrnod hefyd, am wrthrych o'n dewis ni.",
}


def welsh(**changes: Any) -> Assessment:
    return judge(**{**WELSH, **changes})


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"question": "Ydi'r postiadau am y gwrthrychau'n gywir, ac yn addas i blant ifanc?"},
        {"question": "Odi'r lluniau'n dangos y gwrthrych yn glir, a'r testun yn esbonio'i hanes?"},
        {"looking_at": "Deg postiad wythnosol. Fyddwn ni ddim yn edrych ar ei chyfrif personol."},
        {"looking_at": "Postiadau'r amgueddfa yn unig, nid ei bywyd preifat na'i theulu."},
        {"relevance": "Bydd hi'n ysgrifennu am gasgliadau o'r dechrau, felly mae E1 yn bwysig."},
        {"alternatives": "Gofynnwyd am bortffolio; dim ond y cyfrif sydd. Hi roddodd y ddolen."},
        {"question": "Was there a post bob wythnos, and are the facts about each gwrthrych right?"},
    ],
)
def test_a_sound_request_in_welsh_passes(changes: dict[str, Any]) -> None:
    assessment = welsh(**changes)
    assert assessment.verdict is Verdict.PASS, assessment.findings


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        ("question", "Ydy hi'n mynd i'r capel neu i'r eglwys?", "protected"),
        ("question", "Beth yw ei chrefydd hi?", "protected"),
        ("question", "Ydi hi'n feichiog, neu oes ganddi blant bach?", "protected"),
        ("question", "Oes gan yr ymgeisydd blant ifanc gartref?", "protected"),
        ("question", "Faint yw ei hoedran hi?", "protected"),
        ("question", "A yw hi wedi priodi, ac oes gŵr ganddi?", "protected"),
        ("looking_at", "O ble mae ei theulu'n hanu, a beth yw ei chenedligrwydd?", "protected"),
        ("question", "Oes ganddo salwch neu anabledd nad yw wedi sôn amdano?", "protected"),
        ("looking_at", "Sut mae hi'n pleidleisio, a'i daliadau gwleidyddol", "protected"),
        ("question", "Ydi o'n aelod o undeb llafur?", "protected"),
        ("question", "Ydi o'n hoyw?", "protected"),
        ("question", "Pa fath o berson ydi hi, a fydd hi'n ffitio i mewn i'r tîm?", "fishing"),
        ("question", "Oes rhywbeth fyddai'n codi cywilydd arnom ni?", "fishing"),
        ("looking_at", "Ei chymeriad a'i hagwedd, a'i bywyd preifat", "fishing"),
        ("looking_at", "Byddwn yn edrych ar ei chyfrif preifat hi", "covert"),
        ("looking_at", "Byddwn yn anfon cais ffrind o gyfrif ffug", "covert"),
        ("looking_at", "Mae gen i ffrind sy'n ei dilyn ac a all ddangos y grŵp caeedig", "covert"),
        ("relevance", "Rydym yn gwneud hyn gyda phawb arall ar y rhestr fer.", "routine"),
        ("relevance", "Ni wastad yn gwirio cyn cyfweld, mae'n rhan o'r drefn.", "routine"),
    ],
)
def test_an_improper_request_in_welsh_is_stopped(field: str, text: str, reason: str) -> None:
    assessment = welsh(**{field: f"{WELSH[field]} {text}"})
    assert assessment.verdict is Verdict.BLOCK
    assert reason in assessment.reasons


def test_a_look_without_limit_in_welsh_is_stopped() -> None:
    assessment = welsh(
        question="Cael golwg ar ei holl gyfrifon hi.", looking_at="Beth bynnag sy'n dod i'r amlwg"
    )
    assert assessment.verdict is Verdict.BLOCK
    assert "blanket" in assessment.reasons


ENGLISH = "Was there a post on one object each week, and is each accurate?"


@pytest.mark.parametrize(
    "text",
    [
        "Czy jest w ciąży albo ma małe dzieci?",
        "Czy jest muzułmanką i czy chodzi do meczetu?",
        "Este căsătorită și are copii mici?",
        "De unde este de fapt, ce naționalitate are?",
        "¿Está casada y tiene hijos pequeños?",
        "¿De dónde es y qué religión tiene?",
        "Ela está grávida ou tem filhos?",
        "Est-elle mariée, et a-t-elle des enfants en bas âge ?",
        "È incinta o ha figli piccoli?",
        "Hamile mi, evli mi?",
        "Ar ji ištekėjusi, ar turi vaikų?",
        "Ma xaas leedahay, caruur leedahay?",
        "Чи вона вагітна, чи має маленьких дітей?",
        "Звідки вона родом, чи не москалька?",
        "هل هي متزوجة أو حامل؟",
        "هل هي مسلمة أو مسيحية؟",
        "کیا وہ شادی شدہ ہے، کتنے بچے ہیں؟",
        "Woh shaadi shuda hai ya nahi, kitne bachay hain?",
        "Oh kudi kehri zaat di hai, viahi hai?",
        "ਕੀ ਉਹ ਵਿਆਹੀ ਹੈ, ਕਿੰਨੇ ਬੱਚੇ ਹਨ?",
        "શું તે ગર્ભવતી છે, કયા ધર્મની છે?",
        "সে কি বিবাহিত, কয়টা বাচ্চা আছে?",
    ],
)
def test_a_personal_question_in_another_language_is_stopped(text: str) -> None:
    for field in ("question", "looking_at"):
        assessment = judge(**{field: f"{ENGLISH} {text}"})
        assert assessment.verdict is Verdict.BLOCK
        assert "protected" in assessment.reasons


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Czy pasuje do nas, jaki ma charakter?", "fishing"),
        ("Wyślemy zaproszenie do znajomych z fałszywego konta.", "covert"),
        ("Profil e doar pentru prieteni, trimitem o cerere de prietenie.", "covert"),
        ("Quel genre de personne est-elle, sa réputation ?", "fishing"),
        ("Mandiamo una richiesta di amicizia da un profilo falso.", "covert"),
        ("Її характер, і чи немає чогось ганебного.", "fishing"),
    ],
)
def test_other_aims_in_another_language_are_stopped(text: str, reason: str) -> None:
    assessment = judge(question=f"{ENGLISH} {text}")
    assert assessment.verdict is Verdict.BLOCK
    assert reason in assessment.reasons


@pytest.mark.parametrize(
    "text",
    [
        "Czy opisy są rzetelne i zrozumiałe?",
        "Sunt clipurile clare și corecte?",
        "¿Son correctos los datos de cada pieza?",
        "Racconta davvero la storia di ogni oggetto?",
        "Açıklamalar doğru ve anlaşılır mı?",
        "Ma si fudud ayay u sharxdaa?",
        "هل الشرح دقيق وسهل على زائر غير متخصص؟",
        "Чи точні описи і чи зрозумілі вони?",
        "ਕੀ ਉਹ ਹਰ ਚੀਜ਼ ਠੀਕ ਸਮਝਾਉਂਦੀ ਹੈ?",
    ],
)
def test_a_sound_question_may_be_put_in_two_languages(text: str) -> None:
    assessment = judge(question=f"{text} {ENGLISH}")
    assert assessment.verdict is Verdict.PASS, assessment.findings


@pytest.mark.parametrize(
    "text",
    [
        "Meg kell nézni, hogy van-e gyereke, és férjnél van-e már, mert sokat kell utaznia.",
        "Ist sie verheiratet, und hat sie vielleicht schon kleine Kinder zu Hause",
        "Trzeba sprawdzić, czy posty są poprawne i czy opisy są zrozumiałe dla gości",
        "需要看看她是不是已经结婚了有没有孩子",
    ],
)
def test_what_cannot_be_read_is_a_caution(text: str) -> None:
    assessment = judge(looking_at=text)
    assert assessment.verdict is not Verdict.PASS
    assert "unreadable" in assessment.reasons


def test_a_title_in_another_language_makes_no_sentence_foreign() -> None:
    assert foreign_spans("Is her post on la casa de papel what it says it is?") == []
    assert foreign_spans("jest to dobra praca i na pewno nie") == [(0, 34)]
