import { traceOf } from '../core/bug.ts';
import type { Fact } from '../core/event.ts';
import type { Action } from '../core/plan.ts';
import { ok, type Problem, type Result } from '../core/problem.ts';
import { performClaw } from './claw/perform.ts';
import { settleTaken } from './claw/vault.ts';
import { appendDiary } from './diary.ts';
import { performDrill } from './drill/perform.ts';
import { runHook } from './hooks/run.ts';
import { performJob } from './jobs/perform.ts';
import { look } from './network/look.ts';
import { monitor } from './network/monitor.ts';
import { probe } from './network/probe.ts';
import { type Acted, type Acting, actOn } from './parts/act.ts';
import { checkConfig } from './parts/claw-check.ts';
import { followPodman } from './parts/events.ts';
import { lookAt } from './parts/look.ts';
import { pingPeers } from './parts/ping.ts';
import { serveShare } from './parts/share.ts';
import type { Paths } from './paths.ts';
import { lookReady } from './ready/look.ts';
import { saveProofs } from './ready/proofs.ts';
import { sizesOf } from './ready/sizes.ts';
import { saveJournal, saveSettings } from './stores.ts';
import type { Tools } from './tools/tools.ts';

export interface Doing {
  readonly tools: Tools;
  readonly paths: Paths;
  /** A look that owns nothing writes nothing. */
  readonly isKeeping: boolean;
  readonly tell: (fact: Fact) => void;
}

/** An act is never tried again by itself, so even a mistake of ours has to end it. */
async function actedOn(acting: Acting): Promise<Acted> {
  try {
    return await actOn(acting);
  } catch (error) {
    acting.tools.log.write('error', 'act', `${acting.act} ${traceOf(error)}`);
    return { problem: { code: 'bug', about: `${acting.ask.id} ${acting.act}` }, child: null };
  }
}

/**
 * One action → one call, and the fact that it ends with, if any. Decides nothing. `tell` is for what is seen on the
 * way: a monitor never ends.
 */
export async function perform(
  action: Action,
  { tools, paths, isKeeping, tell }: Doing,
  signal: AbortSignal,
): Promise<Result<Fact | null>> {
  switch (action.do) {
    case 'network.monitor':
      return monitor(tools, () => tell({ type: 'network.changed' }), signal);
    case 'network.look': {
      const { seq, isDeep } = action;
      const facts = await look(tools, isDeep, signal);
      return ok(signal.aborted ? null : { type: 'network.looked', seq, isDeep, facts });
    }
    case 'ask': {
      const heard = await probe(action.ask, tools, signal);
      return ok(signal.aborted ? null : { type: 'ask.heard', id: action.ask.id, heard });
    }
    case 'part.look': {
      const { ask, generation, news, isDeep } = action;
      const facts = await lookAt({ tools, ask, isDeep, signal });
      return ok(signal.aborted ? null : { type: 'part.looked', id: ask.id, generation, news, isDeep, facts });
    }
    case 'part.act': {
      const { ask, act, model, seq } = action;
      const acted = await actedOn({ tools, ask, act, model, signal });
      return ok(signal.aborted ? null : { type: 'part.acted', id: ask.id, seq, ...acted });
    }
    case 'share.serve': {
      const { id } = action.share;
      const stands = (stand: 'open' | 'shut', problem: Problem | null) =>
        tell({ type: 'share.stands', id, stand, problem });
      return serveShare(tools, action.share, stands, signal);
    }
    case 'claw.check':
      return ok({ type: 'claw.checked', check: await checkConfig(tools, action, signal) });
    case 'podman.follow':
      return followPodman(tools, () => tell({ type: 'part.news', id: 'podman' }), signal);
    case 'peers.ping':
      await pingPeers(
        tools,
        action.addresses,
        (address, ping) => tell({ type: 'peers.pinged', address, ping }),
        signal,
      );
      return ok(signal.aborted ? null : { type: 'peers.done' });
    case 'claw.draft':
    case 'claw.write':
    case 'claw.back':
    case 'claw.take':
    case 'claw.retake':
    case 'claw.warm':
    case 'claw.prove':
    case 'claw.audit':
    case 'claw.rehearse':
    case 'claw.pin':
    case 'claw.early':
    case 'claw.mend':
    case 'claw.recall':
      return ok(await performClaw(action, { tools, paths, isKeeping }, signal));
    case 'claw.close': {
      const closed = isKeeping ? await settleTaken(tools, paths, action.copy) : ok(null);
      return closed.ok ? ok({ type: 'claw.closed' }) : closed;
    }
    case 'settings.save': {
      const saved = isKeeping ? await saveSettings(tools, paths, action.settings) : ok(null);
      return saved.ok ? ok({ type: 'settings.saved', settings: action.settings }) : saved;
    }
    case 'journal.write': {
      const written = isKeeping ? await saveJournal(tools, paths, action.journal) : ok(null);
      return written.ok ? ok({ type: 'journal.written', journal: action.journal }) : written;
    }
    case 'hook.run': {
      const end = isKeeping ? await runHook(tools, action.ask, signal) : null;
      return ok({ type: 'hook.ended', seq: action.ask.seq, end });
    }
    case 'job.run':
      return ok(await performJob(action, { tools, paths, tell }, signal));
    case 'ready.look': {
      const facts = await lookReady(tools, action, signal);
      return ok(signal.aborted ? null : { type: 'ready.looked', facts, news: action.news });
    }
    case 'ready.size': {
      const sizes = await sizesOf(tools, action.models, signal);
      return ok(signal.aborted ? null : { type: 'ready.sized', sizes });
    }
    case 'proofs.write': {
      const written = isKeeping ? await saveProofs(tools, paths, action.proofs) : ok(null);
      return written.ok ? ok({ type: 'proofs.written', proofs: action.proofs }) : written;
    }
    case 'drill.look':
    case 'drill.arm':
    case 'drill.cut':
    case 'drill.ask':
    case 'drill.claw':
    case 'drill.egress':
    case 'drill.on':
    case 'drill.settle':
      return isKeeping ? performDrill(action, { tools, paths }, signal) : ok(null);
    case 'diary.append': {
      const { records } = action;
      const added = isKeeping ? await appendDiary(tools, paths, records) : ok(null);
      return added.ok ? ok({ type: 'diary.appended', records }) : added;
    }
  }
}
