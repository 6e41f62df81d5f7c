"""The files read back: what makes them accessible is asserted on the file, not on the HTML."""

import page
import pikepdf
import pypdfium2
import pytest
from zxingcpp import read_barcodes

from screening.reports import counts
from tests.reports import builders, check_builders
from tests.reports.conftest import elements, opened, text_of

KINDS = ("none", "one", "ten", "welsh", "notice")
OURS = ("Source-Sans-Pro", "Source-Serif-Pro", "IBM-Plex-Mono", "DejaVu-Sans")


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.fixture
def content(kind, files):
    return files[kind]


@pytest.fixture
def pdf(content):
    with opened(content) as file:
        yield file


def test_an_independent_checker_finds_nothing_against_pdf_ua_1(content):
    report = page.validate_pdf_bytes(content, profile="ua1", limits=page.SafetyLimits.unlimited())
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_it_says_what_it_is(kind, pdf):
    root = pdf.Root
    assert str(root.Lang) == ("cy" if kind == "welsh" else "en-GB")
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert root.StructTreeRoot.Type == "/StructTreeRoot"
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"])
    assert "HVC-2026-0142" in str(pdf.docinfo["/Title"]) or "Notice" in str(pdf.docinfo["/Title"])


def test_only_our_own_fonts_and_all_embedded(pdf):
    fonts = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    for font in fonts:
        assert str(font.FontName).split("+")[1].startswith(OURS), font.FontName
        assert "/FontFile2" in font or "/FontFile3" in font


def test_nothing_in_it_acts(pdf):
    forbidden = {"/JavaScript", "/JS", "/AA", "/OpenAction", "/EmbeddedFiles", "/AcroForm", "/URI"}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary):
            assert not forbidden & set(item.keys())


@pytest.mark.parametrize("kind", ["none", "one", "ten"])
def test_every_table_header_has_its_scope(files, kind):
    with opened(files[kind]) as pdf:
        headers = elements(pdf, "/TH")
        scopes = {str(header.A.Scope) for header in headers}
        assert scopes == {"/Column", "/Row"}
        for table in elements(pdf, "/Table"):
            assert any(kid.S == "/THead" for kid in table.K if isinstance(kid, pikepdf.Dictionary))


@pytest.mark.parametrize(("kind", "pictures"), [("none", 1), ("one", 2), ("ten", 2), ("notice", 0)])
def test_each_figure_says_in_words_what_it_shows(files, kind, pictures):
    with opened(files[kind]) as pdf:
        figures = elements(pdf, "/Figure")
        assert len(figures) == pictures
        said = [str(figure.Alt) for figure in figures]
        assert sum("table below gives the same figures" in words for words in said) == pictures // 2
        assert sum("QR code with the checkpoint" in words for words in said) == (pictures > 0)


def test_a_phone_reads_the_code_of_the_checkpoint(files):
    with pypdfium2.PdfDocument(files["one"]) as pdf:
        pages = [page.render(scale=2).to_pil() for page in pdf]
    read = [code.text for image in pages for code in read_barcodes(image)]
    assert read == [builders.one().edition.checkpoint.for_phones]


def test_headings_start_at_one_and_skip_nothing(pdf):
    levels = {str(item.S) for item in elements(pdf, "/H1", "/H2", "/H3", "/H4", "/H5")}
    assert len(elements(pdf, "/H1")) == 1
    assert levels == {f"/H{level}" for level in range(1, len(levels) + 1)}


@pytest.mark.parametrize("kind", ["none", "one", "ten"])
def test_bookmarks_lead_to_each_section_and_each_check(files, kind):
    with opened(files[kind]) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        checks = [item.title for item in outline.root[5].children]
    assert titles[0] == "Exceptions" or titles[0][0] == "1"
    assert len(titles) == 10
    assert len(checks) == {"none": 0, "one": 1, "ten": 10}[kind]


def test_every_page_says_which_of_how_many(kind, content):
    with opened(content) as pdf:
        last = len(pdf.pages)
    said = f"Tudalen {last} o {last}" if kind == "welsh" else f"Page {last} of {last}"
    assert said in text_of(content)


@pytest.mark.parametrize("kind", ["one", "ten"])
def test_the_chart_is_text_and_its_table_says_the_same(files, kind):
    text = text_of(files[kind])
    checks = {"one": builders.one(), "ten": builders.many(10)}[kind].checks
    for count in counts.standing(checks):
        assert f"{count.title}: {count.number}" in text, "in the chart"
        assert f"{count.title} {count.number}" in text, "in the table"


def test_a_vacancy_without_checks_gets_its_plain_statement(files):
    text = text_of(files["none"])
    assert "No check was requested, stopped or recorded in this service for this vacancy." in text
    assert "It does not say that nobody looked" in text


def test_everything_that_happened_is_in_the_text(files):
    text = text_of(files["one"])
    check = check_builders.full_check()
    for said in (
        check.claim, check.attempts[0].request.question, check.attempts[1].request.question,
        check.decisions[0].reasons, check.objections[0].text, check.objections[0].reasons,
        check.visits[1].variance, check.outcome.summary, check.hand_over.text,
        check.influence.reasons,
    ):  # fmt: skip
        assert said in text, said
    assert "Which one is not recorded." in text
    assert "left out" in text
    assert "45 narrowed 20 as narrowed" in text


def test_every_record_is_printed_with_its_hashes(files):
    report = builders.many(10)
    text = text_of(files["ten"]).replace(" ", "").replace("-", "")
    for record in report.records:
        assert record.leaf in text
        assert record.link in text
