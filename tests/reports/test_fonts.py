import pytest

from screening.reports import fonts


def test_all_faces_are_here():
    assert fonts.missing_fonts() == []
    assert fonts.font_css().count("@font-face") == len(fonts.faces())


def test_a_missing_face_is_named_with_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "_SYSTEM_FOLDERS", (tmp_path,))
    (sentence,) = fonts.missing_fonts()
    assert "DejaVu Sans" in sentence
    assert "fonts-dejavu-core" in sentence
    with pytest.raises(FileNotFoundError, match="fonts-dejavu-core"):
        fonts.font_css()
