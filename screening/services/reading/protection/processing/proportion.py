"""What is done, what keeps it narrow and what candidates can do, as the policy in force has it."""

from screening.domain.due_diligence import departments, turned_on
from screening.domain.lawful_basis import BasisTold
from screening.domain.sentence import Sentence
from screening.domain.text import N_
from screening.services.reading.protection.processing.facts import Facts, rules_in


def what_is_done(facts: Facts) -> tuple[Sentence, ...]:
    """The description that Article 35(7)(a) asks for."""
    return (
        Sentence(
            N_(
                "A manager asks to look at something online that bears on one claim of one "
                "applicant. Rules of the service judge the request, never the applicant. HR "
                "decides. The applicant is told. Then one person looks, once, and writes down "
                "what they opened. HR passes the answer on to the panel, and nothing else."
            )
        ),
        Sentence(
            N_("In force: version %(version)s of the policy, from %(since)s on."),
            {"version": facts.policy.version, "since": facts.policy.effective_from},
        ),
        Sentence(
            N_("It is lawful because: %(basis)s"),
            {"basis": facts.told},
        ),
        Sentence(
            N_("Who learns of it: %(recipients)s."),
            {"recipients": BasisTold(facts.policy.text("notice", "recipients"))},
        ),
    )


def what_keeps_it_narrow(facts: Facts) -> tuple[Sentence, ...]:
    """Necessity and proportionality (Article 35(7)(b)), as far as settings show them."""
    vetting = facts.policy.data.get("allows_vetting")
    limits = facts.numbers(
        "gate.limits.places",
        "gate.limits.minutes",
        "gate.limits.many_minutes",
        "gate.limits.recycled_often",
    ) | facts.share("gate.limits.shortlist_share")
    periods = facts.days("decision", "reply", "authorisation", "log_due", "retention_months")
    return (
        Sentence(
            N_("This version of the policy allows general vetting.")
            if vetting
            else N_("There has to be a claim of the applicant's own: there is no general vetting.")
        ),
        *_for_schools(facts),
        Sentence(
            N_(
                "%(rules)s rules hold a request back that is not about the claim, goes beyond it, "
                "or asks about what the law protects; the attempt stays on record."
            ),
            {"rules": rules_in(facts.policy)},
        ),
        Sentence(
            N_(
                "Questioned as too much: %(places)s places or more, %(minutes)s minutes or more "
                "(%(many_minutes)s: far too much)."
            ),
            limits,
        ),
        Sentence(
            N_(
                "Questioned as routine: a check on one criterion for more than %(share)s of a "
                "shortlist; words that were used for %(recycled_often)s others."
            ),
            limits,
        ),
        Sentence(
            N_(
                "Milder ways come first: whoever asks has to say why asking the applicant would "
                "not do, and can turn the request into an interview question."
            )
        ),
        Sentence(
            N_(
                "HR decides within %(decision)s; whoever asked or sits on the panel "
                "does not. An approval is for named places, words, minutes and one searcher, and "
                "ends %(authorisation)s after the time to reply."
            ),
            periods,
        ),
        Sentence(
            N_("A search is written up within %(log_due)s, page by page."),
            periods,
        ),
        Sentence(
            N_("What is kept goes %(retention_months)s after the vacancy is closed."), periods
        ),
    )


def _for_schools(facts: Facts) -> tuple[Sentence, ...]:
    if not turned_on(facts.policy):
        return ()
    return (
        Sentence(
            N_(
                "In vacancies of %(departments)s that two people have put under the schools "
                "regime, everybody on the shortlist may be looked up, without any claim."
            ),
            {"departments": BasisTold(", ".join(departments(facts.policy)))},
        ),
    )


def what_candidates_can_do(facts: Facts) -> tuple[Sentence, ...]:
    """Information and rights (Articles 12 to 22), as the policy has them."""
    return (
        Sentence(
            N_(
                "They are told before anybody looks, and have %(reply)s to confirm, "
                "correct, show something else, or object. An objection stops the check until it "
                "is decided. What silence means is said: we may look, and it is no consent."
            ),
            facts.days("reply"),
        ),
        Sentence(
            N_("Their own page works for %(link_days)s days, and they can ask for a new link."),
            facts.numbers("notice.link_days"),
        ),
        Sentence(N_("They see what the panel was told, and can answer it.")),
        Sentence(
            N_("A copy of all that is held about them can be made for them, with who saw it.")
        ),
        Sentence(
            N_(
                "A complaint is acknowledged within %(complaint_acknowledge)s days and answered "
                "within %(complaint_answer)s days."
            ),
            facts.numbers("rights.complaint_acknowledge", "rights.complaint_answer"),
        ),
    )
