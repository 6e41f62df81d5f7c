"""The rules in force, one a file. Their order does not matter."""

from screening.gate.rule import registered
from screening.gate.rules import (
    blanket,
    burst,
    covert,
    disguise,
    excessive,
    fishing,
    no_alternative,
    no_claim,
    not_relevant,
    protected,
    resubmitted,
    routine,
    ruled_out,
    unexplained,
    unreadable,
)

RULES = registered(
    no_claim,
    not_relevant,
    unexplained,
    routine,
    burst,
    resubmitted,
    blanket,
    fishing,
    protected,
    covert,
    excessive,
    no_alternative,
    disguise,
    unreadable,
    ruled_out,
)
