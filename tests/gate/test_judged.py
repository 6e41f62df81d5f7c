"""A change of the gate's judgement is made on purpose, and read before it lands."""

from tests.gate.judged import FILE, lines


def test_every_open_case_is_judged_as_it_was() -> None:
    kept = FILE.read_text("utf-8").splitlines()
    changed = [new for new, old in zip(lines(), kept, strict=True) if new != old]
    assert not changed, "read the difference after `make gate-report`:\n" + "\n".join(changed[:20])
