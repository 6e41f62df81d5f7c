"""What each value of a policy is for, as people read it (English, marked for translation)."""

from collections.abc import Mapping

from screening.domain.text import N_

PERIODS: Mapping[str, str] = {
    "decision": N_("HR decides"),
    "escalation": N_("A request that waits is passed on"),
    "reply": N_("The candidate may reply"),
    "authorisation": N_("An approval holds"),
    "log_due": N_("A search is written up"),
    "retention_months": N_("A person's data is kept, after the vacancy closes"),
    "register_years": N_("What staff wrote of a vacancy as a whole is kept, after it closes"),
}
SETTINGS: Mapping[str, str] = {
    "gate.block_at": N_("A rule holds a request back from this sum of weights on"),
    "gate.caution_at": N_("A rule gives HR something to consider from this sum on"),
    "gate.limits.places": N_("Places from which on they are many"),
    "gate.limits.minutes": N_("Minutes from which on they are many"),
    "gate.limits.many_minutes": N_("Minutes from which on they are far too many"),
    "gate.limits.years_beyond": N_("Years beyond the claimed time"),
    "gate.limits.many_years_beyond": N_("Years far beyond the claimed time"),
    "gate.limits.years_asked": N_("Years at most where the claim names no time"),
    "gate.limits.years_named": N_("Years named outside those of the claim"),
    "gate.limits.thin_claim_words": N_(
        "Words from which a quote with one word of substance is thin"
    ),
    "gate.limits.brief_question_words": N_("Words up to which a question is brief"),
    "gate.limits.thin_words": N_("Words of substance up to which a question or a reason is thin"),
    "gate.limits.loose_question_words": N_("Words up to which a loose word makes a question loose"),
    "gate.limits.specific_words": N_(
        "Further words in what will be read that make a loose question clear"
    ),
    "gate.limits.repeated_words": N_("Words from which a question may be something said again"),
    "gate.limits.repeated_criterion_share": N_(
        "Share of a question's words in the criterion from which it is the criterion again"
    ),
    "gate.limits.repeated_claim_share": N_(
        "Share of a question's words in the claim from which it is the claim again"
    ),
    "gate.limits.shrug_words": N_("Words up to which an answer about other ways may be a shrug"),
    "gate.limits.dismissal_words": N_(
        "Words up to which an answer about other ways may be a dismissal"
    ),
    "gate.limits.short_field_words": N_(
        "Words that carry meaning up to which an answer is only about what it names"
    ),
    "gate.limits.address_words": N_(
        "Words from which a place or a searcher’s name is read as a sentence"
    ),
    "gate.limits.name_words": N_("Names in a search word up to which it is somebody’s name"),
    "gate.limits.signs": N_("Signs of one characteristic that together count as asking after it"),
    "gate.limits.faults": N_("Words for a fault in one answer that make up a look at the person"),
    "gate.limits.close_words": N_(
        "Words between the person and a fault, up to which it is said of them"
    ),
    "gate.limits.opening_words": N_(
        "Words at the start of a sentence in which a question is looked for"
    ),
    "gate.limits.disguised_words": N_("Words in disguise in one answer: many from here on"),
    "gate.limits.language_words": N_("Words from which it is asked in which language an answer is"),
    "gate.limits.language_share": N_("Share of everyday words below which a language is not known"),
    "gate.limits.language_known": N_("Everyday words that show a sentence to be English or Welsh"),
    "gate.limits.own_words_share": N_(
        "Share of words of the claim or the job that make a note readable"
    ),
    "gate.limits.list_words": N_("Words for each comma in a list of things"),
    "gate.limits.same_share": N_(
        "Share of meaning words in common from which two texts are the same"
    ),
    "gate.limits.contained_share": N_(
        "Share of the shorter text’s words in the longer from which both are the same"
    ),
    "gate.limits.same_words": N_(
        "Words that carry meaning below which only an identical text is the same"
    ),
    "gate.limits.request_share": N_(
        "Share of all words of two whole requests from which they are alike"
    ),
    "gate.limits.request_words": N_("Words below which two whole requests are not compared"),
    "gate.limits.text_share": N_(
        "Share of the words of one text, where the whole requests are alike"
    ),
    "gate.limits.recycled_often": N_("Other candidates with the same words: often from here on"),
    "gate.limits.mould_words": N_("Words that must come back before that is looked at"),
    "gate.limits.mould_share": N_("Share of a reason made of words from earlier ones"),
    "gate.limits.mould_close_share": N_("Share of a reason made of words from earlier ones: close"),
    "gate.limits.mould_meaning": N_(
        "Words with a meaning that must come back from earlier reasons"
    ),
    "gate.limits.mould_times": N_(
        "Earlier requests that must have a word before it counts as coming back"
    ),
    "gate.limits.shortlist_fewest": N_("Candidates from which on that share is looked at"),
    "gate.limits.shortlist_share": N_("Share of the shortlist with a check on one criterion"),
    "gate.limits.burst_candidates": N_("Other candidates asked about in one go: many from here on"),
    "gate.limits.burst_minutes": N_("Minutes that count as one go"),
    "gate.limits.among_the_work": N_(
        "Share of its weight that a word keeps among words of the claim"
    ),
    "gate.limits.alike": N_("How much like others a part must read to be shown"),
    "report.suppress_under": N_("Counts below this are not shown to officers"),
    "report.publish_suppress_under": N_("Counts below this are not published"),
    "report.publish_round_to": N_("Published counts are rounded to multiples of this"),
    "report.no_percentage_under": N_("No percentage on fewer people than this"),
    "session.idle_minutes": N_("Minutes after which an unused session ends"),
    "session.absolute_hours": N_("Hours after which every session ends"),
    "rights.complaint_acknowledge": N_("Days to acknowledge a complaint"),
    "rights.complaint_answer": N_("Days in which we answer a complaint"),
    "rights.complaint": N_("How the time to answer a complaint is counted"),
    "rights.request": N_("How the time to answer a request is counted"),
    "registers.sourcing_note_days": N_("Days for which somebody found by sourcing is noted"),
    "review.months": N_("Months after which policy and impact assessment are looked at again"),
    "schools.search": N_("Schools: a due-diligence search of everybody on the shortlist"),
    "schools.departments": N_("Schools: departments in which vacancies can be put under it"),
    "schools.minutes": N_("Schools: minutes for each candidate in that search"),
    "schools.looked_for": N_("Schools: what that search looks for"),
    "schools.basis": N_("Schools: why we may make that search, as its notice says"),
    "schools.told": N_("Schools: what its notice tells candidates of that search"),
    "signs.fast_minutes": N_("Minutes below which an approval counts as fast"),
    "notice.basis": N_("Why we may do this, until a data protection officer sets it"),
    "notice.link_days": N_("Days for which the link to a candidate’s own page works"),
    "notice.recipients": N_("Who learns of it, as the notice says"),
}
