"""Who may use what: every address by every method, for every kind of person.

``in``: let in, and served or obeyed. ``403``: may know of it, or it is no part of the role.
``404``: as if it were not there. ``409``: may know of it, and it is not for them now.
``out``: sent to sign in. What stands in braces is a check, candidate or vacancy of
``planted.refs``: all of them have mara and hana on the panel. The columns are ``PEOPLE``.
"""

from typing import NamedTuple

from tests.web.rewinding import PEOPLE

_TABLE = """
#                                                        mar mil hug sam han edi dar ala nor nob
GET  /                                                   in  in  in  in  in  in  in  in  in  in
GET  /about                                              in  in  in  in  in  in  in  in  in  in
GET  /accessibility                                      in  in  in  in  in  in  in  in  in  in
GET  /cookies                                            in  in  in  in  in  in  in  in  in  in
GET  /privacy                                            in  in  in  in  in  in  in  in  in  in
GET  /help                                               in  in  in  in  in  403 403 403 403 out
GET  /first-steps                                        in  in  in  in  in  in  in  in  403 out
GET  /brand.css                                          in  in  in  in  in  in  in  in  in  in
GET  /static/app.css                                     in  in  in  in  in  in  in  in  in  in
GET  /not-needed                                         in  in  in  in  in  in  in  in  in  in
GET  /sign-in                                            in  in  in  in  in  in  in  in  in  in
POST /sign-in                                            in  in  in  in  in  in  in  in  in  in
POST /sign-out                                           in  in  in  in  in  in  in  in  in  out
GET  /account                                            in  in  in  in  in  in  in  in  403 out
GET  /account/receipts                                   in  in  in  in  in  in  in  in  403 out
GET  /account/receipts/{receipt}                         404 404 in  404 404 404 404 404 403 out
GET  /account/receipts/{receipt}/file                    404 404 in  404 404 404 404 404 403 out
GET  /verify                                             in  in  in  in  in  in  in  in  403 out
POST /verify                                             in  in  in  in  in  in  in  in  403 out
GET  /account/password                                   in  in  in  in  in  in  in  in  403 out
POST /account/password                                   in  in  in  in  in  in  in  in  403 out
POST /account/sessions/end                               in  in  in  in  in  in  in  in  403 out
POST /account/sessions/{session}/end                     in  404 404 404 404 404 404 404 403 out
GET  /vacancies                                          in  in  in  in  in  in  in  403 403 out
GET  /checks                                             in  in  in  in  in  in  in  403 403 out
GET  /figures                                            403 403 in  in  in  in  403 403 403 out
GET  /vacancies/new                                      403 403 in  in  in  403 403 403 403 out
POST /vacancies/new                                      403 403 in  in  in  403 403 403 403 out
GET  /vacancies/{draft_vacancy}                          in  404 in  in  in  in  in  403 403 out
GET  /vacancies/{draft_vacancy}/details                  403 403 in  in  in  403 403 403 403 out
POST /vacancies/{draft_vacancy}/details                  403 403 in  in  in  403 403 403 403 out
GET  /vacancies/{draft_vacancy}/stage                    403 403 in  in  in  403 403 403 403 out
POST /vacancies/{draft_vacancy}/stage                    403 403 in  in  in  403 403 403 403 out
GET  /vacancies/{draft_vacancy}/panel                    403 403 in  in  in  403 403 403 403 out
POST /vacancies/{draft_vacancy}/panel                    403 403 in  in  in  403 403 403 403 out
GET  /vacancies/{draft_vacancy}/criteria                 403 403 in  in  in  403 403 403 403 out
POST /vacancies/{draft_vacancy}/criteria                 403 403 in  in  in  403 403 403 403 out
GET  /vacancies/{draft_vacancy}/close                    403 403 in  in  in  403 403 403 403 out
POST /vacancies/{draft_vacancy}/close                    403 403 in  in  in  403 403 403 403 out
GET  /vacancies/{exposed_vacancy}/declarations/shortlist in  404 403 403 in  403 403 403 403 out
POST /vacancies/{exposed_vacancy}/declarations/shortlist in  404 403 403 in  403 403 403 403 out
GET  /vacancies/{draft_vacancy}/candidates/new           403 403 in  in  in  403 403 403 403 out
POST /vacancies/{draft_vacancy}/candidates/new           403 403 in  in  in  403 403 403 403 out
GET  /candidates/{draft_candidate}                       in  404 in  in  in  in  in  403 403 out
GET  /candidates/{draft_candidate}/status                403 403 in  in  in  403 403 403 403 out
POST /candidates/{draft_candidate}/status                403 403 in  in  in  403 403 403 403 out
GET  /candidates/{draft_candidate}/claims/new            in  404 in  in  in  403 403 403 403 out
POST /candidates/{draft_candidate}/claims/new            in  404 in  in  in  403 403 403 403 out
GET  /candidates/{draft_candidate}/claims/{claim}/correct in 404 in  in  in  403 403 403 403 out
POST /candidates/{draft_candidate}/claims/{claim}/correct in 404 in  in  in  403 403 403 403 out
POST /candidates/{draft_candidate}/claims/{claim}/seen   403 403 in  in  403 403 403 403 403 out
GET  /candidates/{draft_candidate}/name                  403 403 403 403 403 in  in  403 403 out
POST /candidates/{draft_candidate}/name                  403 403 403 403 403 in  in  403 403 out
GET  /candidates/{erasable_candidate}/erase              403 403 in  in  403 403 in  403 403 out
GET  /candidates/{closed_candidate}/subject-access       403 403 403 403 403 403 in  403 403 out
POST /candidates/{closed_candidate}/subject-access       403 403 403 403 403 403 in  403 403 out
POST /candidates/{closed_candidate}/subject-access/file  403 403 403 403 403 403 in  403 403 out
GET  /candidates/{closed_candidate}/subject-access/texts 403 403 403 403 403 403 in  403 403 out
POST /candidates/{closed_candidate}/subject-access/texts 403 403 403 403 403 403 in  403 403 out
GET  /candidates/{closed_candidate}/rights/new           403 403 in  in  in  403 in  403 403 out
POST /candidates/{closed_candidate}/rights/new           403 403 in  in  in  403 in  403 403 out
GET  /rights                                             403 403 in  in  in  403 in  403 403 out
GET  /rights/{rights}                                    403 403 in  404 404 403 in  403 403 out
GET  /rights/{rights}/step                               403 403 403 403 403 403 in  403 403 out
POST /rights/{rights}/step                               403 403 403 403 403 403 in  403 403 out
POST /candidates/{erasable_candidate}/erase              403 403 403 403 403 403 in  403 403 out
GET  /candidates/{doomed_candidate}/erase                403 403 in  in  403 403 in  403 403 out
POST /candidates/{doomed_candidate}/erase/withdraw       403 403 403 403 403 403 in  403 403 out
GET  /candidates/{doomed_candidate}/erase/decision       403 403 in  in  403 403 in  403 403 out
POST /candidates/{doomed_candidate}/erase/decision       403 403 in  in  403 403 403 403 403 out
GET  /candidates/{draft_candidate}/check                 in  404 in  in  in  403 403 403 403 out
POST /candidates/{draft_candidate}/check                 in  404 in  in  in  403 403 403 403 out
GET  /candidates/{draft_candidate}/check/new             in  404 in  in  in  403 403 403 403 out
POST /candidates/{draft_candidate}/check/new             in  404 in  in  in  403 403 403 403 out
GET  /checks/{awaiting}                                  in  404 in  in  in  in  in  403 403 out
GET  /checks/{draft}/write/question                      in  404 403 403 403 403 403 403 403 out
POST /checks/{draft}/write/question                      in  404 403 403 403 403 403 403 403 out
GET  /checks/{draft}/confirm                             in  404 403 403 403 403 403 403 403 out
POST /checks/{draft}/confirm                             in  404 403 403 403 403 403 403 403 out
GET  /checks/{not_ready}/answer                          in  404 in  in  in  403 403 403 403 out
GET  /checks/{not_ready}/refer                           in  404 409 409 409 403 403 403 403 out
POST /checks/{not_ready}/refer                           in  404 403 403 403 403 403 403 403 out
GET  /checks/{not_ready}/ask-instead                     in  404 409 409 409 403 403 403 403 out
POST /checks/{not_ready}/ask-instead                     in  404 403 403 403 403 403 403 403 out
GET  /checks/{awaiting}/withdraw                         in  404 409 409 409 403 403 403 403 out
POST /checks/{awaiting}/withdraw                         in  404 403 403 403 403 403 403 403 out
GET  /decisions                                          403 403 in  in  in  403 403 403 403 out
GET  /substitutes                                        403 403 in  in  in  403 403 in  403 out
GET  /substitutes/new                                    403 403 in  in  in  403 403 in  403 out
POST /substitutes/new                                    403 403 in  403 403 403 403 in  403 out
POST /substitutes/{substitution}/end                     403 403 403 in  403 403 403 in  403 out
GET  /vacancies/{draft_vacancy}/consistency              403 403 in  in  in  in  in  403 403 out
GET  /checks/{awaiting}/decision                         403 403 in  in  in  403 403 403 403 out
POST /checks/{awaiting}/decision                         403 403 in  in  403 403 403 403 403 out
GET  /checks/{referred}/referral                         403 403 in  in  in  403 403 403 403 out
POST /checks/{referred}/referral                         403 403 in  in  403 403 403 403 403 out
GET  /checks/{not_ready}/attempts/1/findings/1/wrong     403 403 in  in  403 in  403 403 403 out
POST /checks/{not_ready}/attempts/1/findings/1/wrong     403 403 in  in  403 in  403 403 403 out
GET  /checks/{awaiting}/attempts/1/missed                403 403 in  in  403 in  403 403 403 out
POST /checks/{awaiting}/attempts/1/missed                403 403 in  in  403 in  403 403 403 out
GET  /checks/{approved}/notice                           403 403 in  in  403 403 403 403 403 out
POST /checks/{approved}/notice                           403 403 in  in  403 403 403 403 403 out
GET  /checks/{approved}/notice.pdf                       403 403 in  in  403 403 403 403 403 out
GET  /checks/{notified}/reply                            403 403 in  in  in  403 403 403 403 out
POST /checks/{notified}/reply                            403 403 in  in  403 403 403 403 403 out
GET  /checks/{objected}/objection                        403 403 in  in  in  403 403 403 403 out
POST /checks/{objected}/objection                        403 403 in  in  403 403 403 403 403 out
GET  /checks/{approved}/cancel                           403 403 in  in  in  403 403 403 403 out
POST /checks/{approved}/cancel                           403 403 in  in  403 403 403 403 403 out
GET  /checks/{approved}/link                             403 403 in  in  403 403 403 403 403 out
POST /checks/{approved}/link                             403 403 in  in  403 403 403 403 403 out
GET  /checks/{approved}/link/e-mail                      403 403 in  in  403 403 403 403 403 out
POST /checks/{approved}/link/e-mail                      403 403 in  in  403 403 403 403 403 out
GET  /checks/{answered}/their-answer                     403 403 in  in  in  403 403 403 403 out
POST /checks/{answered}/their-answer                     403 403 in  in  403 403 403 403 403 out
GET  /checks/{invited}/evidence                          403 403 in  403 403 403 403 403 403 out
POST /checks/{invited}/evidence/1                        403 403 in  403 403 403 403 403 403 out
GET  /advert-words                                       403 403 in  in  in  403 403 403 403 out
GET  /your-page/{invited_key}                            403 403 403 403 403 403 403 403 403 in
GET  /your-page/{invited_key}/answer                     403 403 403 403 403 403 403 403 403 in
POST /your-page/{invited_key}/answer                     403 403 403 403 403 403 403 403 403 in
GET  /your-page/{school_ready_key}/shortlist             403 403 403 403 403 403 403 403 403 in
GET  /your-page/{school_ready_key}/shortlist/answer      403 403 403 403 403 403 403 403 403 in
POST /your-page/{school_ready_key}/shortlist/answer      403 403 403 403 403 403 403 403 403 in
GET  /your-page/{school_read_key}/shortlist/reply        403 403 403 403 403 403 403 403 403 in
POST /your-page/{school_read_key}/shortlist/reply        403 403 403 403 403 403 403 403 403 in
GET  /your-page/{replying_key}/reply                     403 403 403 403 403 403 403 403 403 in
POST /your-page/{replying_key}/reply                     403 403 403 403 403 403 403 403 403 in
GET  /searches                                           in  in  in  in  in  403 403 403 403 out
GET  /checks/{ready}/search                              404 404 404 in  404 403 403 403 403 out
GET  /checks/{agreed}/search/begin                       404 404 404 in  404 403 403 403 403 out
POST /checks/{agreed}/search/begin                       404 404 404 in  404 403 403 403 403 out
GET  /checks/{half_said}/search/visits/4/read            404 404 404 in  404 403 403 403 403 out
POST /checks/{half_said}/search/visits/4/read            404 404 404 in  404 403 403 403 403 out
GET  /checks/{third_party}/search/instructions           403 403 in  in  404 403 403 403 403 out
GET  /checks/{third_party}/search/instructions.pdf       403 403 in  in  404 403 403 403 403 out
GET  /checks/{third_party}/search/return.csv             403 403 in  in  404 403 403 403 403 out
GET  /checks/{third_party}/search/return                 403 403 in  in  404 403 403 403 403 out
POST /checks/{third_party}/search/return                 403 403 in  in  404 403 403 403 403 out
GET  /checks/{ready}/search/visit                        404 404 404 in  404 403 403 403 403 out
POST /checks/{ready}/search/visit                        404 404 404 in  404 403 403 403 403 out
GET  /checks/{searching}/search/exposure                 404 404 404 in  404 403 403 403 403 out
POST /checks/{searching}/search/exposure                 404 404 404 in  404 403 403 403 403 out
GET  /checks/{searching}/search/outcome                  404 404 404 in  404 403 403 403 403 out
POST /checks/{searching}/search/outcome                  404 404 404 in  404 403 403 403 403 out
GET  /checks/{ready}/search/not-carried-out              404 404 404 in  404 403 403 403 403 out
POST /checks/{ready}/search/not-carried-out              404 404 404 in  404 403 403 403 403 out
GET  /checks/{third_party}/search                        404 404 in  in  404 403 403 403 403 out
GET  /checks/{third_party}/search/visit                  404 404 in  in  404 403 403 403 403 out
POST /checks/{third_party}/search/visit                  404 404 in  in  404 403 403 403 403 out
GET  /checks/{searched}/hand-over                        403 403 in  in  in  403 403 403 403 out
POST /checks/{searched}/hand-over                        403 403 in  in  403 403 403 403 403 out
GET  /checks/{searched}/withhold                         403 403 in  in  in  403 403 403 403 out
POST /checks/{searched}/withhold                         403 403 in  in  403 403 403 403 403 out
GET  /checks/{exposed}/exposure-step                     403 403 in  in  403 403 403 403 403 out
POST /checks/{exposed}/exposure-step                     403 403 in  403 403 403 403 403 403 out
GET  /checks/{not_locked}/lock-scores                    in  404 403 403 in  403 403 403 403 out
POST /checks/{not_locked}/lock-scores                    in  404 403 403 in  403 403 403 403 out
GET  /checks/{handed_over}/influence                     in  404 403 403 in  403 403 403 403 out
POST /checks/{handed_over}/influence                     in  404 403 403 in  403 403 403 403 out
GET  /reviews                                            403 403 403 403 403 in  in  403 403 out
GET  /reviews/{closed_vacancy}                           403 403 403 403 403 in  in  403 403 out
GET  /reviews/{draft_vacancy}/sign-off                   403 403 403 403 403 in  in  403 403 out
POST /reviews/{draft_vacancy}/sign-off                   403 403 403 403 403 in  403 403 403 out
GET  /reviews/{closed_vacancy}/report                    403 403 403 403 403 in  in  403 403 out
GET  /reviews/{draft_vacancy}/report                     403 403 403 403 403 in  in  403 403 out
POST /reviews/{draft_vacancy}/report                     403 403 403 403 403 in  403 403 403 out
GET  /reviews/{closed_vacancy}/report/1.pdf              403 403 403 403 403 in  in  403 403 out
GET  /reviews/{closed_vacancy}/report/1/receipt          403 403 403 403 403 in  in  403 403 out
GET  /reviews/{closed_vacancy}/report/1/receipt/file     403 403 403 403 403 in  in  403 403 out
GET  /monitoring                                         403 403 403 403 403 in  403 403 403 out
GET  /monitoring/vacancies/{draft_vacancy}               403 403 403 403 403 in  403 403 403 out
POST /monitoring/vacancies/{draft_vacancy}               403 403 403 403 403 in  403 403 403 out
GET  /monitoring/departments                             403 403 403 403 403 in  403 403 403 out
GET  /monitoring/editions/new                            403 403 403 403 403 in  403 403 403 out
POST /monitoring/editions/new                            403 403 403 403 403 in  403 403 403 out
GET  /monitoring/editions/1                              403 403 403 403 403 in  403 403 403 out
GET  /monitoring/editions/1/published                    403 403 403 403 403 in  403 403 403 out
GET  /monitoring/editions/1/officers.csv                 403 403 403 403 403 in  403 403 403 out
GET  /monitoring/editions/1/published.csv                403 403 403 403 403 in  403 403 403 out
GET  /reviews/pairs                                      403 403 403 403 403 in  in  403 403 out
GET  /reviews/signs                                      403 403 403 403 403 in  in  403 403 out
GET  /what-officers-see                                  in  in  in  in  in  in  in  403 403 out
GET  /reviews/{closed_vacancy}/follow-ups                403 403 403 403 403 in  in  403 403 out
GET  /reviews/{draft_vacancy}/queries/new                403 403 403 403 403 in  403 403 403 out
POST /reviews/{draft_vacancy}/queries/new                403 403 403 403 403 in  403 403 403 out
GET  /reviews/{draft_vacancy}/actions/new                403 403 403 403 403 in  403 403 403 out
POST /reviews/{draft_vacancy}/actions/new                403 403 403 403 403 in  403 403 403 out
GET  /asked                                              in  in  in  in  in  403 403 403 403 out
GET  /asked/{query}                                      404 404 in  in  404 403 403 403 403 out
POST /asked/{query}                                      404 404 in  in  404 403 403 403 403 out
GET  /asked/{action}                                     in  404 404 404 404 403 403 403 403 out
POST /asked/{action}                                     in  404 404 404 404 403 403 403 403 out
GET  /retention                                          403 403 in  in  in  403 in  403 403 out
GET  /retention/go-on                                    403 403 403 403 403 403 in  403 403 out
POST /retention/go-on                                    403 403 403 403 403 403 in  403 403 out
GET  /retention/{closed_vacancy}                         403 403 in  in  in  403 in  403 403 out
GET  /retention/{draft_vacancy}/hold                     403 403 403 403 403 403 in  403 403 out
POST /retention/{draft_vacancy}/hold                     403 403 403 403 403 403 in  403 403 out
GET  /retention/{held_vacancy}/holds/1/lift              403 403 403 403 403 403 in  403 403 out
POST /retention/{held_vacancy}/holds/1/lift              403 403 403 403 403 403 in  403 403 out
GET  /policy/to-read                                     in  in  in  in  in  403 403 403 403 out
POST /policy/to-read                                     in  in  in  in  in  403 403 403 403 out
GET  /sourcing                                           in  in  in  in  in  in  in  403 403 out
GET  /sourcing/new                                       in  in  in  in  in  403 403 403 403 out
POST /sourcing/new                                       in  in  in  in  in  403 403 403 403 out
GET  /sourcing/{sourcing}                                in  404 in  in  404 in  in  403 403 out
GET  /sourcing/{sourcing}/correct                        in  404 404 404 404 403 403 403 403 out
POST /sourcing/{sourcing}/correct                        in  404 404 404 404 403 403 403 403 out
GET  /sourcing/{sourcing_attempt}/keep                   in  404 404 404 404 403 403 403 403 out
POST /sourcing/{sourcing_attempt}/keep                   in  404 404 404 404 403 403 403 403 out
GET  /sourcing/{sourcing}/note                           in  404 404 404 404 403 403 403 403 out
POST /sourcing/{sourcing}/note                           in  404 404 404 404 403 403 403 403 out
GET  /looked-up                                          in  in  in  in  in  in  in  in  403 out
GET  /looked-up/new                                      in  in  in  in  in  in  in  in  403 out
POST /looked-up/new                                      in  in  in  in  in  in  in  in  403 out
GET  /looked-up/{report}                                 in  404 in  in  404 in  in  404 403 out
GET  /looked-up/{report}/place                           403 403 in  in  404 403 403 403 403 out
POST /looked-up/{report}/place                           403 403 in  in  404 403 403 403 403 out
GET  /looked-up/{report}/handle                          403 403 in  in  404 403 403 403 403 out
POST /looked-up/{report}/handle                          403 403 in  in  404 403 403 403 403 out
GET  /looked-up/{report}/breach                          403 403 403 403 403 403 in  403 403 out
POST /looked-up/{report}/breach                          403 403 403 403 403 403 in  403 403 out
GET  /vacancies/{school_early_vacancy}/regime            403 403 in  in  403 403 403 403 403 out
POST /vacancies/{school_early_vacancy}/regime            403 403 in  in  403 403 403 403 403 out
GET  /vacancies/{school_proposed_vacancy}/regime/decision 403 403 in in 403 in  403 403 403 out
POST /vacancies/{school_proposed_vacancy}/regime/decision 403 403 403 in 403 in 403 403 403 out
POST /vacancies/{school_proposed_vacancy}/regime/withdraw 403 403 in in 403 403 403 403 403 out
GET  /vacancies/{school_read_vacancy}/due-diligence      in  404 in  in  in  in  in  403 403 out
GET  /vacancies/{school_new_vacancy}/due-diligence/notice 403 403 in 403 403 403 403 403 403 out
GET  /vacancies/{school_new_vacancy}/due-diligence/notice.pdf 403 403 in 403 403 403 403 403 403 out
GET  /vacancies/{school_open_vacancy}/due-diligence/open 403 403 in  in  in  403 403 403 403 out
POST /vacancies/{school_open_vacancy}/due-diligence/open 403 403 in  in  403 403 403 403 403 out
GET  /vacancies/{school_new_vacancy}/due-diligence/tell 403 403 in in in  403 403 403 403 out
POST /vacancies/{school_new_vacancy}/due-diligence/tell 403 403 in 403 403 403 403 403 403 out
GET  /vacancies/{school_done_vacancy}/due-diligence/give 403 403 in in in 403 403 403 403 out
POST /vacancies/{school_done_vacancy}/due-diligence/give 403 403 in 403 403 403 403 403 403 out
GET  /vacancies/{school_over_vacancy}/due-diligence/lock in  404 403 403 in  403 403 403 403 out
POST /vacancies/{school_over_vacancy}/due-diligence/lock in  404 403 403 in  403 403 403 403 out
GET  /vacancies/{school_new_vacancy}/due-diligence/call-off 403 403 in in in 403 403 403 403 out
POST /vacancies/{school_new_vacancy}/due-diligence/call-off 403 403 in 403 403 403 403 403 403 out
GET  /due-diligence/{school_written_part}                404 404 in  in  404 in  in  403 403 out
GET  /due-diligence/{school_ready_part}/said             403 403 in  in  404 403 403 403 403 out
POST /due-diligence/{school_ready_part}/said             403 403 in  403 404 403 403 403 403 out
GET  /due-diligence/{school_written_part}/link           403 403 in  403 404 403 403 403 403 out
POST /due-diligence/{school_written_part}/link           403 403 in  403 404 403 403 403 403 out
GET  /due-diligence/{school_written_part}/link/e-mail    403 403 in  403 404 403 403 403 403 out
POST /due-diligence/{school_written_part}/link/e-mail    403 403 in  403 404 403 403 403 403 out
GET  /due-diligence/{school_written_part}/link.pdf       403 403 in  403 404 403 403 403 403 out
GET  /due-diligence/{school_over_part}/answer            403 403 in  in  404 403 403 403 403 out
POST /due-diligence/{school_over_part}/answer            403 403 in  403 404 403 403 403 403 out
GET  /due-diligence/{school_over_part}/answer/keep-back  403 403 in  in  404 403 403 403 403 out
POST /due-diligence/{school_over_part}/answer/keep-back  403 403 in  403 404 403 403 403 403 out
GET  /due-diligence/{school_objected_part}/objection     403 403 in  in  404 403 403 403 403 out
POST /due-diligence/{school_objected_part}/objection     403 403 in  403 404 403 403 403 403 out
GET  /due-diligence/{school_ready_part}/begin            403 403 in  in  404 403 403 403 403 out
POST /due-diligence/{school_ready_part}/begin            403 403 403 in  404 403 403 403 403 out
GET  /due-diligence/{school_begun_part}/write-down       403 403 in  in  404 403 403 403 403 out
POST /due-diligence/{school_begun_part}/write-down       403 403 403 in  404 403 403 403 403 out
GET  /due-diligence/{school_written_part}/pass-on        403 403 in  in  404 403 403 403 403 out
POST /due-diligence/{school_written_part}/pass-on        403 403 in  403 404 403 403 403 403 out
GET  /due-diligence/{school_written_part}/keep-back      403 403 in  in  404 403 403 403 403 out
POST /due-diligence/{school_written_part}/keep-back      403 403 in  403 404 403 403 403 403 out
GET  /policy                                             403 403 in  in  in  in  in  in  403 out
GET  /policy/read/{policy_digest}                        403 403 in  in  in  in  in  in  403 out
GET  /policy/read/{policy_digest}/words/aims             403 403 in  in  in  in  in  in  403 out
GET  /policy/read/{policy_digest}/policy.toml            403 403 in  in  in  in  in  in  403 out
GET  /policy/propose                                     403 403 403 403 403 403 403 in  403 out
POST /policy/propose                                     403 403 403 403 403 403 403 in  403 out
GET  /policy/versions/{policy_proposed}                  403 403 in  in  in  in  in  in  403 out
GET  /policy/versions/{policy_proposed}/as-sent.toml     403 403 in  in  in  in  in  in  403 out
POST /policy/versions/{policy_proposed}/withdraw         403 403 403 403 403 403 403 in  403 out
POST /policy/versions/{policy_proposed}/replay           403 403 403 403 403 in  403 in  403 out
GET  /policy/versions/{policy_proposed}/decision         403 403 403 403 403 in  403 403 403 out
POST /policy/versions/{policy_proposed}/decision         403 403 403 403 403 in  403 403 403 out
GET  /people                                             403 403 403 403 403 403 403 in  403 out
GET  /people/add                                         403 403 403 403 403 403 403 in  403 out
POST /people/add                                         403 403 403 403 403 403 403 in  403 out
GET  /people/{nora}                                      403 403 403 403 403 403 403 in  403 out
POST /people/{nora}/roles/manager/give                   403 403 403 403 403 403 403 in  403 out
GET  /people/{nora}/close                                403 403 403 403 403 403 403 in  403 out
POST /people/{nora}/close                                403 403 403 403 403 403 403 in  403 out
GET  /notifications                                      in  in  in  in  in  in  in  in  403 out
POST /notifications/read                                 404 404 404 404 404 in  404 404 403 out
GET  /notifications/choice                               in  in  in  in  in  in  in  in  403 out
POST /notifications/choice                               in  in  in  in  in  in  in  in  403 out
GET  /organisation                                       403 403 403 403 403 403 403 in  403 out
GET  /organisation/change                                403 403 403 403 403 403 403 in  403 out
POST /organisation/change                                403 403 403 403 403 403 403 in  403 out
GET  /service-health                                     403 403 403 403 403 403 403 in  403 out
GET  /messages/settings                                  403 403 403 403 403 403 403 in  403 out
POST /messages/test                                      403 403 403 403 403 403 403 in  403 out
GET  /processing                                         403 403 403 403 403 403 in  403 403 out
GET  /processing/basis                                   403 403 403 403 403 403 in  403 403 out
GET  /processing/basis/set                               403 403 403 403 403 403 in  403 403 out
POST /processing/basis/set                               403 403 403 403 403 403 in  403 403 out
GET  /processing/record                                  403 403 403 403 403 403 in  403 403 out
GET  /processing/record.csv                              403 403 403 403 403 403 in  403 403 out
GET  /processing/assessment                              403 403 403 403 403 403 in  403 403 out
GET  /processing/assessment.txt                          403 403 403 403 403 403 in  403 403 out
GET  /processing/assessment/write                        403 403 403 403 403 403 in  403 403 out
POST /processing/assessment/write                        403 403 403 403 403 403 in  403 403 out
GET  /messages                                           403 403 403 403 403 403 403 in  403 out
POST /messages/{message}/again                           403 403 403 403 403 403 403 in  403 out
GET  /import                                             403 403 in  in  in  403 403 403 403 out
POST /import                                             403 403 in  in  in  403 403 403 403 out
GET  /import/lists/claims/empty.csv                      403 403 in  in  in  403 403 403 403 out
GET  /import/lists/claims/empty.xlsx                     403 403 in  in  in  403 403 403 403 out
GET  /import/lists/claims/example.csv                    403 403 in  in  in  403 403 403 403 out
GET  /import/{import_file}/columns                       403 403 in  404 404 403 403 403 403 out
POST /import/{import_file}/columns                       403 403 in  404 404 403 403 403 403 out
GET  /import/{import_file}                               403 403 in  404 404 403 403 403 403 out
POST /import/{import_file}                               403 403 in  404 404 403 403 403 403 out
POST /import/{import_file}/put-away                      403 403 in  404 404 403 403 403 403 out
GET  /lists/vacancies.csv                                in  in  in  in  in  in  in  403 403 out
GET  /lists/vacancies/{draft_vacancy}/candidates.csv     in  404 in  in  in  in  in  403 403 out
GET  /lists/vacancies/{draft_vacancy}/checks.xlsx        in  404 in  in  in  in  in  403 403 out
GET  /lists/requests.csv                                 403 403 in  in  in  403 403 403 403 out
GET  /lists/searches.csv                                 in  in  in  in  in  403 403 403 403 out
GET  /lists/sourcing.csv                                 in  in  in  in  in  in  in  403 403 out
GET  /lists/unauthorised.csv                             in  in  in  in  in  in  in  in  403 out
GET  /lists/reviews.csv                                  403 403 403 403 403 in  in  403 403 out
GET  /lists/retention.csv                                403 403 in  in  in  403 in  403 403 out
GET  /lists/pairs.csv                                    403 403 403 403 403 in  in  403 403 out
GET  /lists/signs.csv                                    403 403 403 403 403 in  in  403 403 out
GET  /lists/checks.csv                                   in  in  in  in  in  in  in  403 403 out
GET  /lists/rights.csv                                   403 403 in  in  in  403 in  403 403 out
"""

IN, OUT = "in", "out"


class Row(NamedTuple):
    """One line of the table; ``answers`` by person."""

    method: str
    path: str
    answers: dict[str, str]


def _rows() -> tuple[Row, ...]:
    lines = [line.split() for line in _TABLE.strip().splitlines() if not line.startswith("#")]
    return tuple(
        Row(method, path, dict(zip(PEOPLE, answers, strict=True)))
        for method, path, *answers in lines
    )


ROWS = _rows()
