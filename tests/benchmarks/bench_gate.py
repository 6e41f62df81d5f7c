"""How long the gate takes for one case and for hostile text, beside reading the same words once.

CPU seconds, since machines are noisy; the baseline is a bare split into words and stems.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from screening.domain.policy import shipped_policy
from screening.gate.case import Case, read_case
from screening.gate.gate import assess
from screening.gate.study import Study
from screening.gate.subject import stem, words_of
from screening.services.memory import set_up_memory

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "gate" / "cases"
ROUNDS = 10
EACH = 20
LONG = 1_000  # characters
ANSWERS = ("question", "relevance", "looking_at", "alternatives")
ITEMS = 100  # search words, and places
BYTES = 100_000
HOSTILE = {
    "one word": "a" * BYTES,
    "is she is she": "is she " * (BYTES // 7),
    "not not": "not " * (BYTES // 4),
    "a a a a": "a " * (BYTES // 2),
    "a.a.a.a": "a." * (BYTES // 2),
    "pr3g pr3g": "pr3g " * (BYTES // 5),
    "zero width": "a\u200b" * (BYTES // 4),
    "look-alikes": "\u0430b " * (BYTES // 4),
    "Arabic": "عمر " * (BYTES // 7),
    "all words new": " ".join(f"w{number}x" for number in range(BYTES // 8)),
    "words of lists": "church pregnant red flags smoker party synagogue ballot " * (BYTES // 56),
}


def test_gate() -> None:
    cases = _cases()
    _assess(cases[0])
    set_up_memory()  # as where it is served
    runs = _runs(_assess, cases)
    gate, bare = _middles(runs), _middles(_runs(_split, cases))
    long = [median(each) for each, case in zip(runs, cases, strict=True) if _typed(case) >= LONG]
    print("\n| one case | p50 (ms) | p99 (ms) |\n|---|---|---|")
    for name, times in (
        ("words and stems only", bare),
        ("assess", gate),
        ("of a page", sorted(long)),
        ("every run by itself", sorted(one for each in runs for one in each)),
        ("the first, with words never met", sorted(each[0] for each in runs)),
    ):
        print(f"| {name} | {_at(times, 0.5):.2f} | {_at(times, 0.99):.2f} |")
    middle, far = (_at(gate, share) / _at(bare, share) for share in (0.5, 0.99))
    print(f"| ratio | {middle:.0f} | {far:.0f} |")
    print("\n| 100 kB of | in one field, CPU (ms) | in all fields | in lists |\n|---|---|---|---|")
    for name, text in HOSTILE.items():
        times = [_hostile(put(text)) for put in (_in_one, _in_all, _in_lists)]
        print(f"| {name} | " + " | ".join(f"{time:.0f}" for time in times) + " |")
    print(f"\n`assess` starts and ends in {_start() * 1000:.0f} ms (wall, median of {ROUNDS}).")


def _cases() -> list[Case]:
    """Every twentieth case of all batches, so that most are read as texts never seen before."""
    files = sorted(CASES.rglob("*.jsonl"))
    lines = [line for file in files for line in file.read_text().splitlines()]
    return [read_case(json.loads(line)) for line in lines[::EACH]]


def _assess(case: Case) -> None:
    assess(case, shipped_policy())


def _typed(case: Case) -> int:
    return sum(map(len, Study(case, shipped_policy()).fields.values()))


def _split(case: Case) -> None:
    request = case.request
    for text in (request.question, request.relevance, request.alternatives):
        for word in words_of(text):
            stem(word)


def _runs(work: Callable[[Case], object], cases: list[Case]) -> list[list[float]]:
    """Milliseconds of each run of each case; all cases are run before any is again."""
    times: list[list[float]] = [[] for _case in cases]
    for _ in range(ROUNDS):
        for case, own in zip(cases, times, strict=True):
            started = time.process_time_ns()
            work(case)
            own.append((time.process_time_ns() - started) / 1e6)
    return times


def _middles(runs: list[list[float]]) -> list[float]:
    """The middle of each case's runs, sorted."""
    return sorted(map(median, runs))


def _at(times: list[float], share: float) -> float:
    return times[int(len(times) * share)]


Fields = dict[str, object]


def _in_one(text: str) -> Fields:
    return {"question": text}


def _in_all(text: str) -> Fields:
    size = len(text) // (len(ANSWERS) + 1)
    answers = {name: text[n * size : (n + 1) * size] for n, name in enumerate(ANSWERS)}
    return answers | _in_lists(text[-size:])


def _in_lists(text: str) -> Fields:
    size = len(text) // (2 * ITEMS) or 1
    pieces = [text[n * size : (n + 1) * size] for n in range(2 * ITEMS)]
    places = [{"platform": "", "address": it, "supplied_by": "found"} for it in pieces[ITEMS:]]
    return {"terms": pieces[:ITEMS], "places": places}


def _hostile(fields: Fields) -> float:
    data = json.loads((CASES / "sound.jsonl").read_text().splitlines()[0])
    data["request"] |= fields
    [times] = _runs(_assess, [read_case(data)])
    return median(times)


def _start() -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        command = [sys.executable, "-m", "screening", "assess", "-"]
        subprocess.run(command, cwd=ROOT, input=b"", check=True)
        times.append(time.perf_counter() - started)
    return sorted(times)[ROUNDS // 2]


if __name__ == "__main__":
    test_gate()
