import { z } from 'zod';
import type { ClawAction } from '../../core/claw/plan.ts';
import type { Fact } from '../../core/event.ts';
import { parseBase } from '../../core/parts/targets.ts';
import { ok, type Problem, type Result } from '../../core/problem.ts';
import { keptBeside } from '../drill/beside.ts';
import { hear } from '../parts/ask.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';
import { mendConfig } from './mend.ts';
import { lostPins, nothingKnown, outsideOf, setPins } from './outside.ts';
import { type Owed, owedBy } from './owed.ts';
import { prove } from './prove.ts';
import { draftStep, keepPins, lastStep, rehearse } from './steps.ts';
import { take } from './take.ts';
import { giveBack, restoreCopy, writeTaken } from './write.ts';

export interface ClawDoing {
  readonly tools: Tools;
  readonly paths: Paths;
  /** A look that owns nothing writes nothing. */
  readonly isKeeping: boolean;
}

/** A large model takes minutes to get into memory, in ms. */
const loadTakes = 300_000;

type ClawStep = Exclude<ClawAction, { readonly do: 'claw.close' }>;

/** One step of the switch. Whatever becomes of it is a fact: nothing here is tried again by itself. */
export async function performClaw(
  action: ClawStep,
  { tools, paths, isKeeping }: ClawDoing,
  signal: AbortSignal,
): Promise<Fact | null> {
  if (!isKeeping && action.do !== 'claw.recall') return null;
  const fact = await factOf(action, { tools, paths, isKeeping }, signal);
  // What was called off, by a sleep or another wish, has found out nothing: awake again it is asked anew.
  return signal.aborted && asking.has(action.do) ? null : fact;
}

/** Steps that only ask. What writes has written, called off or not. */
const asking: ReadonlySet<ClawAction['do']> = new Set([
  'claw.take',
  'claw.retake',
  'claw.warm',
  'claw.prove',
  'claw.audit',
  'claw.rehearse',
]);

async function factOf(
  action: ClawStep,
  { tools, paths }: ClawDoing,
  signal: AbortSignal,
): Promise<Fact | null> {
  switch (action.do) {
    case 'claw.draft': {
      const { seq } = action;
      return { type: 'claw.drafted', seq, result: await draftStep(tools, paths, action, signal) };
    }
    case 'claw.write': {
      const kept = await keptBeside(tools, paths, action.copy, action.isInPlace);
      const written = kept.ok ? await writeTaken(tools, paths, action.copy, action.isInPlace) : kept;
      return { type: 'claw.wrote', seq: action.seq, problem: problemOf(written) };
    }
    case 'claw.back': {
      const { seq, copy, isInPlace, isWhole } = action;
      // A config that was so by itself is nothing that was taken.
      if (copy === '')
        return { type: 'claw.gave', seq, result: ok({ how: 'nothing', theirs: [], pins: [], diff: [] }) };
      const give = isWhole ? restoreCopy : giveBack;
      return { type: 'claw.gave', seq, result: await give(tools, paths, copy, isInPlace) };
    }
    case 'claw.take':
    case 'claw.retake': {
      const { seq, gateway, pins, isHasty } = action;
      const type = action.do === 'claw.take' ? 'claw.took' : 'claw.retook';
      const took = await take(tools, gateway, isHasty, signal);
      const now = pins.length > 0 ? await outsideOf(tools, gateway, signal) : nothingKnown;
      return { type, seq, took, lost: lostPins(pins, now.pins) };
    }
    case 'claw.pin': {
      const set = await setPins(tools, action.gateway, action.pins, signal);
      const left = set.ok ? set.value : action.pins;
      const problem: Problem = set.ok ? { code: 'pins-refused', about: left[0]?.session ?? '' } : set.problem;
      return { type: 'pins.set', left, problem: left.length === 0 ? null : problem };
    }
    case 'claw.warm': {
      // Beside it, while nobody waits for the gateway.
      const pins = keepPins(tools, paths, action, signal);
      const isWarm = await keep(tools, action, '30m', signal);
      await pins;
      return { type: 'claw.warmed', seq: action.seq, isWarm };
    }
    case 'claw.recall': {
      const owed = await owedBy(tools, paths, action.copy);
      return { type: 'claw.recalled', ...standsOf(owed) };
    }
    case 'claw.mend':
      return { type: 'claw.mended', problem: await mendConfig(tools, paths, action.path, action.isInPlace) };
    case 'claw.early':
      await keep(tools, action, action.isLoading ? '30m' : 0, signal);
      return { type: 'claw.early' };
    case 'claw.prove': {
      const id = `offline-mode-${Math.round(tools.clock.wall())}`;
      const proof = await prove(tools, action, id, signal);
      return { type: 'claw.proved', seq: action.seq, proof };
    }
    case 'claw.audit': {
      const { seq } = action;
      return { type: 'claw.audited', seq, result: await lastStep(tools, paths, action, signal) };
    }
    case 'claw.rehearse': {
      const rehearsal = await rehearse(tools, paths, action, signal);
      return { type: 'claw.rehearsed', rehearsal };
    }
  }
}

function standsOf(owed: Result<Owed>): Pick<Extract<Fact, { type: 'claw.recalled' }>, 'stands' | 'problem'> {
  if (!owed.ok) return { stands: 'changed', problem: owed.problem };
  const { files } = owed.value;
  if (files.every(({ now, after }) => now === after)) return { stands: 'left', problem: null };
  const isBefore = files.every(({ now, back, isForeign }) => now === back && !isForeign);
  if (isBefore) return { stands: 'before', problem: null };
  return { stands: files.every(({ isWritten }) => isWritten) ? 'changed' : 'found', problem: null };
}

const problemOf = (result: Result<unknown>): Problem | null => (result.ok ? null : result.problem);

/** Gets the model into memory, or lets it go, and asks nothing of it. */
async function keep(
  tools: Tools,
  { url, model }: { readonly url: string; readonly model: string },
  alive: '30m' | 0,
  signal: AbortSignal,
): Promise<boolean> {
  const base = parseBase(url);
  if (!base || model === '') return false;
  const body = JSON.stringify({ model, keep_alive: alive });
  const request = { method: 'POST' as const, path: '/api/generate', body, within: loadTakes };
  return (await hear(tools, base, request, z.looseObject({ done: z.boolean() }), signal)).answer === 'ok';
}
