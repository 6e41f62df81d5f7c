"""Nothing that a person typed becomes mark-up, a link, a fetch or a file."""

from dataclasses import fields, is_dataclass, replace
from html import unescape

import html5lib
import page
import pikepdf
import pytest

from screening.reports.html import notice_html, report_html
from screening.reports.pdf import pdf_from_html
from screening.reports.printable import breakable, printable
from tests.reports import builders, check_builders
from tests.reports.conftest import opened, text_of

PAYLOADS = {
    "script": "<script>document.write('x')</script>",
    "image": '<img src="https://evil.example/x.png" onerror=alert(1)>',
    "local file": '<img src="file:///etc/passwd"><object data="/etc/passwd">',
    "attachment": '<link rel="attachment" href="file:///etc/passwd">',
    "style": "</style><style>*{display:none}</style>",
    "style sheet": '<link rel=stylesheet href="http://127.0.0.1:1/x.css">@import url(x.css);',
    "end of page": "</p></section></body></html><h1>Forged</h1>",
    "anchor": '<a href="javascript:alert(1)">Approved by HR</a>',
    "attribute": '" onmouseover="alert(1)" style="background:url(https://evil.example)',
    "entities": "&lt;b&gt; &#x202e; &amp;amp; &nbsp;&#0;",
    "template": "{{ 7*7 }}{% include '/etc/passwd' %}{# x #}",
    "translation": "%(organisation)s %s %d 25 % of %%",
    "bidi": "approved \u202egnihton\u202c \u2066x\u2069 \u200f",
    "zalgo": "Z" + "\u0301\u0322\u0353" * 30 + "algo",
    "stray accent": "\u0301 \u05b0 \u064b",
    "emoji": "good 👍🏽 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👩‍👩‍👧",
    "right to left": "طلب وظيفة בקשה לעבודה",
    "control characters": "a\x00b\x07c\x1bd\x7fe\u2028f",
    "no space": "x" * 20_000,
    "lines": "one\n\n\ntwo\r\n\tthree",
    "counter": 'counter(page) "\\0041" string(left) attr(href)',
    "data address": '<iframe src="data:text/html,<h1>x</h1>"></iframe>',
    "comment": "<!-- --><![CDATA[ x ]]><?php x ?>",
}

KEPT = {"colour", "head", "leaf", "link", "for_phones"}
"""Fields that hold no words."""


def typed(thing, payload):
    """``thing`` with every word in it, however deep, replaced by ``payload``."""
    if type(thing) is str:
        return payload
    if isinstance(thing, tuple):
        return tuple(typed(part, payload) for part in thing)
    if is_dataclass(thing):
        names = [field.name for field in fields(thing) if field.name not in KEPT]
        return replace(thing, **{name: typed(getattr(thing, name), payload) for name in names})
    return thing


def prepared(html):
    return breakable(printable(html))


def shape(html):
    """The page's elements and attributes in order, without any text."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    values = {"class", "scope", "href", "id", "rel", "lang", "charset", "name"}
    return [
        (node.tag, sorted((name, value) for name, value in node.attrib.items() if name in values))
        for node in tree.iter()
        if isinstance(node.tag, str) and node.tag != "wbr"  # breaks in long words are ours
    ]


@pytest.fixture(scope="module")
def plain():
    """The shapes of a report and a letter in which every text is a plain word."""
    report = report_html(typed(builders.one(), "words"))
    return shape(report), shape(notice_html(typed(builders.notice(), "words")))


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_payload_in_every_field_leaves_the_page_as_it_was(payload, plain):
    report, letter = plain
    assert shape(prepared(report_html(typed(builders.one(), payload)))) == report
    assert shape(prepared(notice_html(typed(builders.notice(), payload)))) == letter


@pytest.fixture(scope="module")
def hostile() -> bytes:
    """One report with a check for every payload."""
    checks = tuple(
        replace(check_builders.other_checks()[0], code=name, claim=payload)
        for name, payload in PAYLOADS.items()
    )
    return pdf_from_html(report_html(builders.report(checks)))


def test_the_file_can_do_nothing(hostile):
    with opened(hostile) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                assert not {"/URI", "/JS", "/EmbeddedFiles", "/Launch"} & set(item.keys())


def test_the_file_is_still_accessible(hostile):
    report = page.validate_pdf_bytes(hostile, profile="ua1", limits=page.SafetyLimits.unlimited())
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_nothing_was_read_from_the_machine(hostile):
    assert "root:x:0:0" not in text_of(hostile)


@pytest.mark.parametrize(
    "name", sorted(PAYLOADS.keys() - {"right to left", "zalgo", "stray accent"})
)
def test_a_payload_is_printed_as_typed(hostile, name):
    squeezed = "".join(printable(PAYLOADS[name]).split())
    assert squeezed[:1000] in "".join(text_of(hostile).split())


def test_accents_without_end_are_counted(hostile):
    assert "⟨+87 marks⟩algo" in text_of(hostile)


def test_text_from_right_to_left_is_printed_too(hostile):
    text = text_of(hostile)
    for letter in "طבק":
        assert letter in text


def test_every_field_with_words_is_escaped_just_once():
    html = report_html(typed(builders.one(), "<i>&amp;"))
    assert "<i>" not in html
    assert "&lt;i&gt;&amp;amp;" in html
    assert "&amp;lt;" not in html
    assert "<i>&amp;" in unescape(html)
