import argparse
import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from screening.cli import assess as assess_command
from screening.cli import evaluate
from screening.domain.policy import shipped_policy
from tests.gate.builders import case_data, judge


def run_assess(file: object, policy: Path | None = None, evidence: bool = False) -> int:
    args = argparse.Namespace(file=str(file), policy=policy, evidence=evidence)
    return assess_command.run(args)


def run_evaluate(file: object, json_wanted: bool = False) -> int:
    return evaluate.run(argparse.Namespace(file=str(file), json=json_wanted, policy=None))


def write(path: Path, *lines: object) -> Path:
    file = path / "cases.jsonl"
    text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(text) + "\n", "utf-8")
    return file


def test_each_case_is_answered_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, case_data(), "", {**case_data(question="Any red flags?"), "id": "two"})
    assert run_assess(file) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], first["verdict"], first["findings"]) == ("built", "pass", [])
    assert (second["id"], second["verdict"]) == ("two", "block")
    finding = next(f for f in second["findings"] if f["rule"] == "fishing")
    assert finding["excerpt"] == "red flags"
    assert set(finding) >= {"rule", "verdict", "field", "excerpt", "message", "basis", "mend"}
    assert first["policy"].split()[0] == "2026-1"


def test_a_bad_line_is_answered_in_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, case_data(), "{no json", {"id": "x"}, "[" * 100_000, case_data())
    assert run_assess(file) == 1
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer.get("line") for answer in answers] == [None, 2, 3, 4, None]
    assert all(answer["error"].endswith(".") for answer in answers[1:4])


def test_a_line_that_is_not_utf_8_is_answered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bytes.jsonl"
    file.write_bytes(b"\xff\xfe\n" + json.dumps(case_data()).encode())
    assert run_assess(file) == 1
    assert "UTF-8" in capsys.readouterr().out


def test_a_lone_surrogate_is_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_assess(write(tmp_path, case_data(question="\ud800 Any red flags?"))) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "block"


@pytest.mark.parametrize("run", [run_assess, run_evaluate])
@pytest.mark.parametrize("name", ["absent.jsonl", "."])
def test_a_file_that_cannot_be_read_is_said_so(
    run: object, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = run_assess if run is run_assess else run_evaluate
    assert command(tmp_path / name) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_standard_input_is_a_dash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = io.BytesIO(json.dumps(case_data()).encode())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=given))
    assert run_assess("-") == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "pass"


def test_another_policy_may_be_tried(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = tmp_path / "milder.toml"
    policy.write_text(
        'version = "2027-1"\neffective_from = 2027-01-04\nwhy = "To see what happens."\n'
        f'based_on = {{ version = "2026-1", digest = "{shipped_policy().digest}" }}\n'
        '[gate.lexicon.aims.hunt]\nremove = ["red flag*"]\nsource = "A trial"\n'
    )
    cases = write(tmp_path, case_data(question="Any red flags?"))
    assert run_assess(cases, policy) == 0
    answer = json.loads(capsys.readouterr().out)
    [said] = [f.message for f in judge(question="Any red flags?").findings if f.signal == "hunt"]
    assert answer["policy"].split()[0] == "2027-1"
    assert said not in {finding["message"] for finding in answer["findings"]}


def labelled(verdict: str, *reasons: str, **changes: object) -> dict[str, object]:
    return {**case_data(**changes), "label": {"verdict": verdict, "reasons": list(reasons)}}


def test_evaluate_counts_agreement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(
        tmp_path,
        labelled("pass"),
        labelled("block", "fishing", question="Any red flags?"),
        labelled("block", "fishing"),
        labelled("caution", "excessive", question="Any red flags?"),
    )
    assert run_evaluate(file, json_wanted=True) == 0
    data = json.loads(capsys.readouterr().out)
    parts = {name: (share["part"], share["whole"]) for name, share in data["figures"].items()}
    assert parts == {
        "block recall": (1, 2),
        "caught": (1, 2),
        "false blocks": (1, 2),
        "clean pass": (1, 1),
        "right reason": (1, 1),
    }
    assert data["table"]["block"] == {"pass": 1, "caution": 0, "block": 1}
    assert len(data["wrong"]) == 2
    assert run_evaluate(file) == 0
    text = capsys.readouterr().out
    assert "block recall" in text
    assert "judged otherwise" in text


def test_evaluate_refuses_what_has_no_label(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, case_data(), {**case_data(), "label": {"verdict": "maybe"}})
    assert run_evaluate(file) == 1
    assert "line 2" in capsys.readouterr().err


def test_what_was_added_up_can_be_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, case_data(question="Is she the sort we want?"))
    assert run_assess(file, evidence=True) == 0
    answer = json.loads(capsys.readouterr().out)
    for name in ("block", "caution"):
        whole = answer["evidence"][name]
        assert sum(whole["adds"].values()) == pytest.approx(whole["sum"], abs=0.05)
        assert list(map(abs, whole["adds"].values())) == sorted(
            map(abs, whole["adds"].values()), reverse=True
        )
    first = answer["evidence"]["alike"][0]
    assert (first["field"], first["start"]) == ("request.question", 0)
    assert sum(first["adds"].values()) == pytest.approx(first["sum"], abs=0.05)
