"""The rules in force, one a file. Their order does not matter."""

from screening.gate.rule import registered
from screening.gate.rules import (
    blanket,
    covert,
    disguise,
    excessive,
    fishing,
    no_alternative,
    no_claim,
    not_relevant,
    protected,
    routine,
    unexplained,
    unreadable,
)

RULES = registered(
    no_claim,
    not_relevant,
    unexplained,
    routine,
    blanket,
    fishing,
    protected,
    covert,
    excessive,
    no_alternative,
    disguise,
    unreadable,
)
