"""The worker: one process that does the jobs in the database, and what falls due with time.

It may be killed at any moment. A job it had is taken up again when its beat has been silent for
long enough; what falls due is found again by looking.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread

from screening.domain.errors import Conflict, KeyDestroyed, ScreeningError, Unavailable
from screening.domain.people import CLOCK
from screening.domain.text import N_
from screening.reports.model import Organisation
from screening.services import job_queue, master_key, presence, reporting, sourcing_names
from screening.services.call import Call, Clock
from screening.services.checks import clockwork
from screening.services.erasure import erasing, register_end, registers, retention
from screening.services.erasure.quiet import QuietHours, sweep
from screening.services.importing.files import forget_old
from screening.services.job_queue import BEAT, Claim, JobKind
from screening.services.judging import replaying
from screening.services.kept_settings.organisation import organisation_now
from screening.services.opening import system_clock
from screening.services.outbox import gathering, sending, tidying
from screening.services.outbox.channel import Channel
from screening.services.outbox.letters import Letterhead
from screening.services.reminding import clocks
from screening.services.witnesses import leaving
from screening.services.witnesses.witness import Witness
from screening.store.store import Store

log = logging.getLogger(__name__)

POLL = timedelta(seconds=1)
TICK = timedelta(minutes=1)
ERASED_AT_ONCE = 20
"""How many people a tick erases whose data is due: reports that wait are not held up for long."""
UNEXPECTED = N_("Something went wrong in the service itself. Its log says what.")

Step = Callable[[], bool | int | None]
Doing = Callable[[Call, Claim, Organisation], None]

KINDS: Mapping[JobKind, Doing] = {
    JobKind.REPORT: reporting.build_and_issue,
    JobKind.REPLAY: replaying.replay_proposed,
    JobKind.SOURCING: sourcing_names.look_for_names,
}
"""What does each kind of job."""


@dataclass(frozen=True)
class Worker:
    """Whoever does the jobs of ``store``, in the name of the organisation: ``start`` says which,
    until it is set in the service.
    """

    store: Store
    start: Organisation
    clock: Clock = system_clock
    keepers: Sequence[Witness] = ()
    channel: Channel | None = None
    address: str = ""
    quiet_hours: QuietHours = QuietHours()

    def work(self, stop: Event) -> None:
        """Do what there is to do until ``stop`` is set; a job under way is done first.

        What falls due does not wait for jobs: a long one would keep checkpoints back. Jobs wait
        for the first look at it, so that none reads what should have been erased.
        """
        looked = self._fall_due(looked=False)
        with ThreadPoolExecutor(1, "jobs") as aside:
            jobs = aside.submit(self._do_jobs, stop)
            try:
                while not (stop.wait(TICK.total_seconds()) or jobs.done()):
                    looked = self._fall_due(looked)
            finally:
                stop.set()
        jobs.result()

    def _fall_due(self, looked: bool) -> bool:
        """Do what is due; whether everything was looked through, now or before (``looked``)."""
        looked = looked or self._guarded(self.look_through) > 0
        self._guarded(self.tick)
        return looked

    def _do_jobs(self, stop: Event) -> None:
        while not stop.is_set():
            if not self._guarded(self.do_one):
                stop.wait(POLL.total_seconds())

    def look_through(self) -> bool:
        """Finish all erasures that a copy of either file, put in use since, may have undone."""
        try:
            erasing.finish_all(self._call())
        except Unavailable:
            raise  # nothing was looked through
        except ScreeningError as error:
            log.warning("somebody is not erased: %s", error)
        return True

    def tick(self) -> bool:
        """Do what has fallen due, erase and finish erasing, sign a checkpoint and leave it, and
        write to people.

        Each for itself: what cannot be done now keeps none of the others from being done.
        """
        steps: tuple[Step, ...] = (
            lambda: retention.announce(self._call()),
            self._erase,
            lambda: clockwork.tick(self._call()),
            lambda: master_key.finish(self._call()),
            lambda: leaving.sign(self._call()),
            lambda: leaving.leave(self._call(), self.keepers),
            lambda: clocks.look(self._call()),
            self._write_to_people,
            lambda: tidying.tidy(self._call()),
            lambda: presence.say(self._call()),
            lambda: forget_old(self._call()),
        )
        done = [self._guarded(step) for step in steps]
        return any(done)

    def do_one(self, ref: str = "") -> bool:
        """Do the job that has waited longest (or the job ``ref``); whether there was one."""
        mine = job_queue.claim(self._call(), ref)
        if mine is None:
            return False
        ended = Event()
        heart = Thread(target=self._beat, args=(mine, ended), daemon=True)
        heart.start()
        try:
            self._do(mine)
        finally:
            ended.set()
            heart.join()
        return True

    def _do(self, mine: Claim) -> None:
        try:
            KINDS[mine.kind](self._call(), mine, self._organisation())
        except Conflict:
            log.warning("job %s was taken up by another worker", mine.ref)
        except KeyDestroyed as error:
            job_queue.put_back(self._call(), mine, str(error), hopeless=True)
        except ScreeningError as error:
            log.warning("job %s failed: %s", mine.ref, error)
            job_queue.put_back(self._call(), mine, str(error))
        except Exception:
            # A mistake of ours in one job must not keep the others from being done.
            log.exception("job %s failed", mine.ref)
            job_queue.put_back(self._call(), mine, UNEXPECTED)

    def _write_to_people(self) -> int:
        """Make the messages that are due and send them, if there is any way out; how many went."""
        if self.channel is None:
            return 0
        gathering.gather(self._call())
        head = Letterhead(self._organisation().name, self.address)
        return sending.send(self._call(), self.channel, head)

    def _erase(self) -> int:
        """Erase what is due, finish what was begun, and see to the files; how much was done."""
        people = self._guarded(self._erase_due)
        words = self._guarded(lambda: registers.erase_due(self._call()))
        again = self._guarded(lambda: registers.forget_again(self._call()))
        said = self._guarded(lambda: register_end.announce(self._call()))
        ends = self._guarded(lambda: register_end.end_due(self._call()))
        full = ((people, ERASED_AT_ONCE), (words, registers.BATCH), (ends, register_end.BATCH))
        more = any(each == most for each, most in full)
        return (
            sum((people, words, again, said, ends))
            + self._guarded(lambda: erasing.finish_begun(self._call()))
            + self._guarded(lambda: sweep(self._call(), self.quiet_hours, more_to_come=more))
        )

    def _erase_due(self) -> int:
        """Erase some of those whose time is over; how many. Who cannot be erased is passed over."""
        erased = 0
        for ref in retention.due_now(self._call()):
            if erased == ERASED_AT_ONCE:
                break
            erased += self._erases(ref)
        return erased

    def _erases(self, candidate_ref: str) -> bool:
        try:
            retention.erase_due(self._call(), candidate_ref)
        except Unavailable:
            raise  # it is away for everybody
        except ScreeningError as error:
            log.warning("candidate %s is not erased: %s", candidate_ref, error)
            return False
        except Exception:
            # A mistake of ours about one person must not keep the others from being erased.
            log.exception("candidate %s is not erased", candidate_ref)
            return False
        return True

    def _beat(self, mine: Claim, ended: Event) -> None:
        while not ended.wait(BEAT.total_seconds()):
            self._guarded(lambda: job_queue.beat(self._call(), mine))

    def _guarded(self, step: Step) -> int:
        """Do ``step``, how much comes out; storage that cannot be used now is no reason to end."""
        try:
            return int(step() or 0)
        except ScreeningError as error:
            log.warning("the worker goes on after: %s", error)
            return 0

    def _organisation(self) -> Organisation:
        return organisation_now(self._call(), self.start)

    def _call(self) -> Call:
        return Call(self.store, CLOCK, self.clock)
