import { describe, expect, test } from 'vitest';
import { done, gaveUp, type JobKind, retryable } from '../../main/core/jobs/job.ts';
import { keptJobs } from '../../main/core/jobs/kept.ts';
import { toldJobs } from '../../main/core/jobs/told.ts';
import { Journal, newJournal } from '../../main/core/journal.ts';
import { journalOf } from '../../main/core/stance.ts';
import { bench, ollama } from './steps.ts';

const stalled = { code: 'pull-stalled', about: 'a:1', detail: '45' } as const;
const wrong = { code: 'pull-digest', about: 'a:1', detail: 'x' } as const;
const keptJob = (kind: JobKind, what: string, reached: number, isStopped = false) => ({
  ...{ kind, what, isForced: false, isStopped, reached },
  problem: null,
});
const none = { code: 'pull-not-found', about: 'a:1' } as const;

describe('whose turn it is', () => {
  test('two downloads at a time, and one of everything else', () => {
    const it = bench();
    it.ask('pull:a:1', 'pull:b:1', 'pull:c:1', 'save:', 'deps:');
    expect(it.running()).toEqual(['pull:a:1', 'pull:b:1', 'save:']);
    it.end('pull:b:1', done());
    it.end('save:', done());
    expect(it.running()).toEqual(['pull:a:1', 'pull:c:1', 'deps:']);
  });

  test('the same wish twice is one job', () => {
    const it = bench();
    it.ask('pull:a:1');
    it.ask('pull:a:1');
    expect(it.state.jobs.list.map(({ id, seq }) => [id, seq])).toEqual([['pull:a:1', 1]]);
  });

  test('one that has ended is begun anew when it is asked for again', () => {
    const it = bench();
    it.ask('pull:a:1');
    it.end('pull:a:1', gaveUp(none));
    expect([it.job('pull:a:1')?.is, it.running()]).toEqual(['failed', []]);
    it.ask('pull:a:1');
    expect([it.job('pull:a:1')?.problem, it.running()]).toEqual([null, ['pull:a:1']]);
  });

  test('what has ended well is shown for ten minutes', () => {
    const it = bench();
    it.ask('save:');
    it.end('save:', done());
    it.pass(599_000);
    expect(it.job('save:')?.is).toBe('done');
    it.pass(2_000);
    expect(it.job('save:')).toBeUndefined();
  });
});

describe('what a job goes by', () => {
  test('nothing begins before the parts have been looked at: what was not seen yet is not missing', () => {
    const it = bench({ isSeen: false });
    it.ask('pull:a:1', 'save:');
    expect(it.running()).toEqual([]);
    expect(toldJobs(it.state).map(({ waitsFor }) => waitsFor)).toEqual(['turn', 'turn']);
  });

  test('a download waits for an Ollama that has gone, and all else does not', () => {
    const it = bench();
    it.see(ollama(false));
    it.ask('pull:a:1', 'save:', 'deep:a:1');
    expect(it.running()).toEqual(['save:']);
    expect(toldJobs(it.state)[0]).toMatchObject({ waitsFor: 'ollama' });
    it.see(ollama());
    expect(it.running()).toEqual(['pull:a:1', 'save:']);
  });
});

describe('stopped and gone on with', () => {
  test('what was under way keeps how far it is; a second stop forgets it', () => {
    const it = bench();
    it.ask('pull:a:1', 'pull:b:1', 'pull:c:1');
    it.progress('pull:a:1', 62);
    it.tell({ type: 'job.stopped', id: 'pull:a:1' });
    expect(it.running()).toEqual(['pull:b:1']);
    it.endOld('pull:a:1', 1);
    expect(it.running()).toEqual(['pull:b:1', 'pull:c:1']);
    expect(toldJobs(it.state)[0]).toMatchObject({ is: 'stopped', share: 0.62, phase: null });
    it.tell({ type: 'job.stopped', id: 'pull:a:1' });
    expect(it.job('pull:a:1')).toBeUndefined();
  });

  test('one that never had its turn is simply gone', () => {
    const it = bench();
    it.ask('save:', 'deps:');
    it.tell({ type: 'job.stopped', id: 'deps:' });
    expect(it.state.jobs.list.map(({ id }) => id)).toEqual(['save:']);
  });

  test('an old attempt has nothing more to say, but what it proved counts', () => {
    const it = bench();
    it.ask('deep:a:1');
    const old = it.job('deep:a:1')?.seq ?? 0;
    it.tell({ type: 'job.stopped', id: 'deep:a:1' });
    it.tell({ type: 'job.resumed', id: 'deep:a:1' });
    const blob = { bytes: 1, changedAt: 1, isWhole: true, at: 5 };
    const proofs = { blobs: { ['ab'.repeat(32)]: blob } };
    expect(it.running()).toEqual([]);
    it.tell({ type: 'job.ended', id: 'deep:a:1', seq: old, end: gaveUp(none, proofs) });
    expect(it.job('deep:a:1')?.is).toBe('running');
    expect(it.state.ready.proofs.blobs).toEqual(proofs.blobs);
  });

  test('two attempts at the same never work at once, and neither does another of their line', () => {
    const it = bench();
    it.ask('save:', 'deps:');
    it.tell({ type: 'job.stopped', id: 'save:' });
    it.tell({ type: 'job.resumed', id: 'save:' });
    expect(it.running()).toEqual([]);
    it.endOld('save:', 1);
    expect(it.running()).toEqual(['save:']);
  });

  test('more is wanted of it than it was asked for: it begins anew with that', () => {
    const it = bench();
    it.ask('pull:a:1');
    const wishes = [{ kind: 'pull', what: 'a:1', isForced: true } as const];
    it.tell({ type: 'jobs.asked', wishes });
    expect(it.running()).toEqual([]);
    it.endOld('pull:a:1', 1);
    expect([it.running(), it.job('pull:a:1')?.isForced]).toEqual([['pull:a:1'], true]);
    it.ask('pull:a:1');
    expect(it.job('pull:a:1')).toMatchObject({ isForced: true, seq: 2 });
  });

  test('a test question comes last', () => {
    const it = bench();
    it.ask('answer:', 'pull:a:1', 'save:');
    expect(it.running()).toEqual(['pull:a:1', 'save:']);
    it.end('save:', done());
    expect(it.running()).toEqual(['pull:a:1']);
    it.end('pull:a:1', done());
    expect(it.running()).toEqual(['answer:']);
  });

  test('what another engine goes on with is not stopped by the dozen', () => {
    const journal = { ...newJournal(0), jobs: [keptJob('pull', 'a:1', 0.5)] };
    const it = bench({ journal, isResuming: false });
    it.tell({ type: 'jobs.stopped' });
    expect(it.job('pull:a:1')).toMatchObject({ is: 'waiting', isHeld: true });
  });

  test('all of them at once', () => {
    const it = bench();
    it.ask('pull:a:1', 'save:', 'deps:');
    it.tell({ type: 'jobs.stopped' });
    expect([it.running(), it.state.jobs.list.map(({ is }) => is)]).toEqual([[], ['stopped', 'stopped']]);
  });
});

describe('what goes wrong', () => {
  test('it is tried again, later and later, and in the end given up', () => {
    const it = bench();
    it.ask('pull:a:1');
    const waits: number[] = [];
    for (let n = 0; n < 20 && it.job('pull:a:1')?.is !== 'failed'; n += 1) {
      it.end('pull:a:1', retryable(stalled));
      const job = it.job('pull:a:1');
      if (job?.is !== 'waiting') break;
      waits.push((job.retryAt - it.at) / 1_000);
      expect(it.running()).toEqual([]);
      it.pass(job.retryAt - it.at);
      expect(it.running()).toEqual(['pull:a:1']);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256]);
    expect(it.job('pull:a:1')).toMatchObject({ is: 'failed', problem: stalled });
  });

  test('that is so also when each try says something before it fails', () => {
    for (const id of ['pull:a:1', 'save:']) {
      const it = bench();
      it.ask(id);
      let tries = 0;
      for (; tries < 20 && it.job(id)?.is !== 'failed'; tries += 1) {
        it.tell({
          ...{ type: 'job.progressed', id, seq: it.job(id)?.seq ?? 0 },
          progress: { phase: 'asking', unit: 'bytes', done: 0, total: null },
        });
        it.progress(id, 50);
        it.end(id, retryable(stalled));
        it.pass((it.job(id)?.retryAt ?? 0) - it.at);
      }
      expect(tries).toBe(9);
    }
  });

  test('as long as it gets further it is not given up', () => {
    const it = bench();
    it.ask('pull:a:1');
    for (let n = 1; n <= 30; n += 1) {
      it.pass(1_000);
      it.progress('pull:a:1', n);
      it.pass(1_000);
      it.progress('pull:a:1', n + 0.5);
      it.end('pull:a:1', retryable(stalled));
      expect((it.job('pull:a:1')?.retryAt ?? 0) - it.at).toBe(2_000);
      it.pass(2_000);
    }
    expect(it.job('pull:a:1')?.is).toBe('running');
  });

  test('the bar stays where it was over a retry', () => {
    const it = bench();
    it.ask('pull:a:1');
    it.progress('pull:a:1', 60);
    it.end('pull:a:1', retryable(stalled));
    it.pass(2_000);
    it.progress('pull:a:1', 10);
    expect(toldJobs(it.state)[0]?.share).toBe(0.6);
  });

  test('what arrived wrong begins from nothing, says so, and twice is enough', () => {
    const it = bench();
    it.ask('pull:a:1');
    it.progress('pull:a:1', 99);
    it.end('pull:a:1', retryable(wrong));
    expect(toldJobs(it.state)[0]).toMatchObject({ done: 0, waitsFor: 'retry' });
    it.pass(2_000);
    it.progress('pull:a:1', 99);
    it.end('pull:a:1', retryable(wrong));
    expect(it.job('pull:a:1')).toMatchObject({ is: 'failed', problem: wrong });
  });

  test('what cannot go better by itself is not tried again', () => {
    const it = bench();
    it.ask('pull:a:1');
    it.end('pull:a:1', gaveUp(none));
    it.pass(600_000);
    expect(it.job('pull:a:1')?.is).toBe('failed');
  });
});

describe('without the internet', () => {
  test('downloads rest when offline is chosen, and go on by themselves afterwards; what is here goes on', () => {
    const it = bench();
    it.ask('pull:a:1', 'save:');
    it.progress('pull:a:1', 30);
    it.tell({ type: 'mode.chosen', mode: 'offline' });
    expect(it.running()).toEqual(['save:']);
    expect(toldJobs(it.state)[0]).toMatchObject({ is: 'waiting', waitsFor: 'internet', share: 0.3 });
    it.endOld('pull:a:1', 1);
    it.tell({ type: 'mode.chosen', mode: 'online' });
    it.tell({ type: 'journal.written', journal: { ...newJournal(0), stance: 'online' } });
    expect(it.running()).toContain('pull:a:1');
  });

  test('what is put back from here does not wait for it', () => {
    const it = bench();
    it.ask('load:');
    it.tell({ type: 'mode.chosen', mode: 'offline' });
    it.end('load:', retryable({ code: 'image-engine', about: 'x', detail: 'EOF' }));
    expect(toldJobs(it.state)[0]).toMatchObject({ waitsFor: 'retry' });
    it.pass(2_000);
    expect(it.running()).toEqual(['load:']);
  });

  test('a failure while it is away costs no try', () => {
    const it = bench();
    it.ask('deps:');
    it.tell({ type: 'mode.chosen', mode: 'offline' });
    it.end('deps:', retryable({ code: 'deps-failed', about: 'x', detail: 'y' }));
    expect(it.job('deps:')).toMatchObject({ is: 'waiting', tries: 0 });
    it.pass(3_600_000);
    expect(it.running()).toEqual([]);
  });
});

describe('over a restart', () => {
  const kept = (it: ReturnType<typeof bench>) => ({ ...newJournal(0), jobs: keptJobs(it.state.jobs, true) });

  test('what was under way goes on, what was stopped is still stopped, at the same place', () => {
    const before = bench();
    before.ask('pull:a:1', 'pull:b:1', 'save:');
    before.progress('pull:b:1', 61);
    before.tell({ type: 'job.stopped', id: 'pull:b:1' });
    const it = bench({ journal: kept(before) });
    it.pass(0);
    expect(it.running()).toEqual(['pull:a:1', 'save:']);
    const told = toldJobs(it.state).find(({ id }) => id === 'pull:b:1');
    expect(told).toMatchObject({ is: 'stopped', share: 0.61 });
  });

  test('what has failed has still failed, and says why; a reason that nobody knows any more is none', () => {
    const before = bench();
    before.ask('pull:a:1');
    before.end('pull:a:1', gaveUp({ ...none, about: 'a:1'.repeat(500) }));
    const journal = Journal.parse(JSON.parse(JSON.stringify(kept(before))));
    const it = bench({ journal });
    it.pass(0);
    expect(it.running()).toEqual([]);
    expect(it.job('pull:a:1')).toMatchObject({ is: 'failed', problem: { code: 'pull-not-found' } });
    const [job] = journal.jobs;
    const newer = Journal.parse({ ...journal, jobs: [{ ...job, problem: { code: 'of-2031', about: '' } }] });
    expect(bench({ journal: newer }).job('pull:a:1')).toMatchObject({ is: 'stopped', problem: null });
  });

  test('an engine that lives for a moment leaves it for one that stays, and does what it is asked itself', () => {
    const before = bench();
    before.ask('pull:a:1', 'save:');
    const it = bench({ journal: kept(before), isResuming: false });
    it.pass(0);
    expect(it.running()).toEqual([]);
    expect(toldJobs(it.state).map(({ waitsFor }) => waitsFor)).toEqual(['owner', 'owner']);
    expect(keptJobs(it.state.jobs, true)).toEqual(keptJobs(before.state.jobs, true));
    it.ask('save:');
    expect(it.running()).toEqual(['save:']);
  });

  test('one that is done is kept until what it proved is on disk', () => {
    const it = bench();
    it.ask('deep:a:1');
    const blob = { bytes: 1, changedAt: 1, isWhole: true, at: 5 };
    it.end('deep:a:1', done({ blobs: { ['ab'.repeat(32)]: blob } }));
    expect(journalOf(it.state).jobs).toMatchObject([{ kind: 'deep', isStopped: false }]);
    it.tell({ type: 'proofs.written', proofs: it.state.ready.proofs });
    expect(journalOf(it.state).jobs).toEqual([]);
  });

  test('one that was under way is stopped and not forgotten, also before it had its turn again', () => {
    const journal = { ...newJournal(0), jobs: [keptJob('pull', 'a:1', 0)] };
    const it = bench({ journal, isSeen: false });
    it.tell({ type: 'job.stopped', id: 'pull:a:1' });
    expect(toldJobs(it.state)[0]).toMatchObject({ is: 'stopped', share: null });
  });

  test('a download that failed is kept with what went wrong; what needs only to be asked for again is not', () => {
    const it = bench();
    it.ask('pull:a:1', 'verify:/x.tar');
    it.end('pull:a:1', gaveUp(none));
    it.end('verify:/x.tar', gaveUp({ code: 'backup-missing', about: '/x.tar' }));
    const again = bench({ journal: { ...newJournal(0), jobs: keptJobs(it.state.jobs, true) } });
    expect(toldJobs(again.state).map(({ id, is, problem }) => [id, is, problem])).toEqual([
      ['pull:a:1', 'failed', none],
    ]);
    it.pass(3_600_000);
    expect(it.job('verify:/x.tar')).toBeUndefined();
  });

  test('what is still to be done is kept first', () => {
    const it = bench();
    const stopped = Array.from({ length: 60 }, (_, n) => keptJob('pull', `old-${n}:1`, 0.5, true));
    const again = bench({ journal: { ...newJournal(0), jobs: stopped.slice(0, 40) } });
    again.ask('pull:new:1');
    expect(keptJobs(again.state.jobs, true)[0]).toMatchObject({ what: 'new:1', isStopped: false });
    expect(keptJobs(it.state.jobs, true)).toEqual([]);
  });

  test('an engine that ends calls its jobs off, and that is no failure', () => {
    const it = bench();
    it.ask('save:');
    it.end('save:', gaveUp({ code: 'called-off', about: 'save:' }));
    expect(it.job('save:')?.problem).toBeNull();
    expect(keptJobs(it.state.jobs, true)).toMatchObject([{ kind: 'save', isStopped: false }]);
  });

  test('how far a running one is does not make the journal be written', () => {
    const it = bench();
    it.ask('pull:a:1');
    it.progress('pull:a:1', 1);
    const before = keptJobs(it.state.jobs, true);
    it.pass(1_000);
    it.progress('pull:a:1', 50);
    expect(keptJobs(it.state.jobs, true)).toEqual(before);
  });
});
