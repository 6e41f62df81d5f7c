"""What is checked of an exported ledger, what a failure means, and what no check can show."""

from enum import StrEnum

from screening.domain.text import N_


class Check(StrEnum):
    """What is checked of every line, in this order."""

    FORM = "form"
    LEAF = "leaf"
    LOG = "log"
    GAP = "gap"
    ORDER = "order"
    CHAIN = "chain"
    LINK = "link"
    VACANCY_GAP = "vacancy gap"
    VACANCY_ORDER = "vacancy order"
    VACANCY_CHAIN = "vacancy chain"
    VACANCY_LINK = "vacancy link"
    PAYLOAD = "payload"
    OPENED = "opened"
    KEY = "key"
    HEADS = "heads"
    SIGNER = "signer"
    SIGNATURE = "signature"
    ROOT = "root"


MEANING = {
    Check.FORM: N_("the line is damaged, cut short or was edited: it is not a record as written"),
    Check.LEAF: N_("the record was altered after it was written, or the hash beside it was"),
    Check.LOG: N_("the record belongs to another log"),
    Check.GAP: N_("omission: records that stood before this one are missing, or were moved"),
    Check.ORDER: N_(
        "equivocation: two records claim one place in the log, or one stands twice or was moved"
    ),
    Check.CHAIN: N_("what the record says came before it did not: a record before it was replaced"),
    Check.LINK: N_("the log's link beside the record was altered"),
    Check.VACANCY_GAP: N_("omission: records of this vacancy that stood before it are missing"),
    Check.VACANCY_ORDER: N_("equivocation: two records claim one place in this vacancy"),
    Check.VACANCY_CHAIN: N_("what the record says came before it in its vacancy did not"),
    Check.VACANCY_LINK: N_("the vacancy's link beside the record was altered"),
    Check.PAYLOAD: N_("a commitment to what was said was altered, added or taken away"),
    Check.OPENED: N_("what is shown as said is not what was recorded"),
    Check.KEY: N_("a key is said to be the log's that the log's key before it did not sign for"),
    Check.HEADS: N_("where the vacancies' chains are said to have ended is not where they did"),
    Check.SIGNER: N_("the checkpoint is signed by no key of this log"),
    Check.SIGNATURE: N_("the checkpoint was altered after it was signed"),
    Check.ROOT: N_("the records before the checkpoint are not those that were signed"),
}
"""What it means when a check fails."""

LIMITS = (
    N_("Records cut off at the end of the export: whoever has an older one can compare."),
    N_("A whole log written afresh, or rewritten from some record to its end."),
    N_("Anything that was never recorded, or was recorded untruthfully."),
)
"""What cannot be detected as long as nobody else keeps a checkpoint of the log."""
