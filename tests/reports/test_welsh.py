"""The audit report in Welsh: all of ours is, and what people wrote is as they wrote it."""

import base64
import re

from screening.reports import counts
from screening.reports.html import report_html
from screening.reports.process import render_bounded
from tests.reports import builders, check_builders
from tests.reports.conftest import WELSH, elements, opened, text_of


def test_the_file_is_welsh_from_its_title_to_its_bookmarks(files):
    with opened(files["welsh"]) as pdf, pdf.open_outline() as outline:
        title = str(pdf.docinfo["/Title"])
        sections = [item.title for item in outline.root]
        said = [str(figure.Alt) for figure in elements(pdf, "/Figure")]
    assert title.startswith("Adroddiad archwilio cyfle cyfartal: HVC-2026-0142")
    assert sections[0] == "Eithriadau"
    assert sections[-1] == "Y cofnodion, a sut i'w dilysu"
    assert any("Siart bar" in words for words in said)
    assert any("Cod QR" in words for words in said)


def test_days_running_heads_and_places_are_welsh(files):
    text = text_of(files["welsh"])
    assert "Adroddiad R-2026-0031, argraffiad 1" in text
    assert "Swyddogol – sensitif: data personol" in text
    assert "Agorwyd 1 Hydref 2026" in text
    assert "(cyfeiriad a roddodd yr ymgeisydd)" in text
    assert "45 wedi'i gulhau 20 ar ôl ei gulhau" in text
    assert not re.search("October|November|address given by|Page ", text)


def test_what_people_wrote_is_not_touched(files):
    text = text_of(files["welsh"])
    check = check_builders.full_check()
    for said in (check.claim, check.decisions[0].reasons, check.objections[0].text):
        assert said in text, said


def test_the_chart_speaks_welsh():
    page = report_html(builders.one(), WELSH)
    (drawn,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"\s+alt="Siart', page)
    chart = base64.b64decode(drawn).decode()
    for line in counts.standing(builders.one().checks):
        assert WELSH.gettext(line.title) != line.title
        assert f"{WELSH.gettext(line.title)}: {line.number}" in chart


def test_the_same_model_gives_the_same_bytes_in_another_process(files):
    made = render_bounded(builders.one(), seconds=120, megabytes=2000, translations=WELSH)
    assert made == files["welsh"]
    assert made != files["one"]


def test_an_organisation_goes_by_its_welsh_name():
    named = builders.Organisation("Harbour Vale Council", "#1d5f8a", name_cy="Cyngor Bro'r Harbwr")
    report = builders.report(organisation=named)
    assert "Harbour Vale Council" in report_html(report)
    assert "Harbour Vale Council" not in report_html(report, WELSH)
