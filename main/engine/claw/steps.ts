import type { ClawAsk } from '../../core/claw/ask.ts';
import { isRecord, type JsonRecord } from '../../core/claw/change.ts';
import type { LeakFacts, LeakReport, Outside, Pin } from '../../core/claw/leak.ts';
import { findLeaks } from '../../core/claw/leaks.ts';
import { chainIn } from '../../core/claw/links.ts';
import type { GatewayAsk } from '../../core/claw/plan.ts';
import { mayAsk } from '../../core/claw/policy.ts';
import { namesOf } from '../../core/claw/refs.ts';
import type { DraftTold, Rehearsal, Side } from '../../core/claw/run.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import { same } from '../../core/same.ts';
import { atHome } from '../parts/look.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';
import { keysAround } from './keys.ts';
import { isAnswering, keptOutside, outsideOf } from './outside.ts';
import { type Drafted, draft } from './prepare.ts';
import { loadSources, parseLoosely } from './sources.ts';
import { printOfDraft, unknown, type Verdict, validateDraft } from './validate.ts';
import { variablesOf, wholeOf } from './variables.ts';
import { addPins } from './vault.ts';
import { keepDraft } from './write.ts';

type StepTools = Pick<Tools, 'files' | 'edits' | 'programs' | 'machine' | 'env' | 'clock' | 'net'>;

interface DraftAsk {
  readonly to: Side;
  readonly ask: ClawAsk;
  readonly rehearsal: Rehearsal | null;
  readonly gateway: GatewayAsk;
}

/**
 * The first step: works the config out, refuses one that would let a model call out or that OpenClaw would refuse, and keeps
 * a copy of what is about to be taken. What a rehearsal has already had checked is not checked again.
 */
export async function draftStep(
  tools: StepTools,
  paths: Paths,
  { to, ask, rehearsal, gateway }: DraftAsk,
  signal: AbortSignal,
): Promise<Result<DraftTold>> {
  // Chats and jobs of a rehearsal may be gone by now: nothing is refused for them. The last step asks for them anew.
  const drafted = await draft(tools, paths, ask, to);
  if (!drafted.ok) return drafted;
  const { diff, leaksThen } = drafted.value;
  const [leak] = leaksThen.leaks.filter(({ kind, isSure }) => kind === 'model' && isSure);
  if (leak) return fail('claw-leaky', leak.where);
  const known = rehearsal?.print === printOfDraft(drafted.value) ? rehearsal : null;
  const { valid, issue } = await wordOn(tools, paths, drafted.value, { known, ask, gateway }, signal);
  if (valid === 'no') return fail('claw-invalid', issue);
  const now = await audit(tools, ask);
  if (!now.ok) return now;
  const pins = rehearsal?.outside.pins ?? [];
  const copy = await keepDraft(tools, paths, drafted.value, ask.isInPlace);
  if (!copy.ok) return copy;
  return ok({ copy: copy.value, diff, leaksNow: now.value, pins: atRisk(pins, drafted.value.whole) });
}

/**
 * A yes stays one. A no may have been that of an older OpenClaw, or of a moment: it is asked for again, and counts only where it
 * still is one or nobody can say by now. The check takes 2 to 9 s, so it is left to a gateway that answers: half a second after
 * the write that says what it thinks of the config, goes on with the one it has if it refuses, and then that one is put back.
 */
async function wordOn(
  tools: StepTools,
  paths: Paths,
  drafted: Drafted,
  { known, ask, gateway }: Pick<DraftAsk, 'ask' | 'gateway'> & { readonly known: Verdict | null },
  signal: AbortSignal,
): Promise<Verdict> {
  if (known?.valid === 'yes') return known;
  if (known?.valid !== 'no' && (await isAnswering(tools, gateway, signal))) return unknown;
  const word = await checked(tools, paths, drafted, ask, signal);
  return word.valid === 'unknown' && known ? known : word;
}

interface RehearseAsk {
  readonly of: string;
  readonly ask: ClawAsk;
  readonly gateway: GatewayAsk;
  /** The side that the config is on now. */
  readonly side: Side;
  readonly before: Rehearsal | null;
  readonly isHereOnly: boolean;
}

/** The same ahead of time, and nothing is kept. */
export async function rehearse(
  tools: StepTools,
  paths: Paths,
  { of, ask: bare, gateway, side, before, isHereOnly }: RehearseAsk,
  signal: AbortSignal,
): Promise<Rehearsal> {
  // What takes seconds of a processor is asked once for each config.
  const isNew = before?.of !== of;
  const read = await outsideOf(tools, gateway, signal, isNew && !isHereOnly);
  const { outside, outsideAt } = keptOutside(before, { path: bare.path, read, at: tools.clock.wall() });
  const ask = { ...bare, ...outside };
  const drafted = await draft(tools, paths, ask, 'offline');
  const none: Rehearsal = {
    ...{
      of,
      side,
      path: bare.path,
      ...{ outside, outsideAt },
      problem: null,
      diff: [],
      leaksNow: null,
      leaksThen: null,
      chainThen: [],
      pins: [],
      left: [],
      valid: 'unknown',
      issue: '',
      print: '',
      isThere: false,
    },
  };
  const now = await audit(tools, ask);
  const leaksNow = now.ok ? now.value : null;
  if (!drafted.ok) return { ...none, problem: drafted.problem, leaksNow };
  const { diff, leaksThen, left, whole } = drafted.value;
  const chainThen = chainIn({ names: namesOf(whole), config: whole, own: bare.own });
  const print = printOfDraft(drafted.value);
  const isChecked = !isNew && before?.print === print && before.valid === 'yes';
  const { valid, issue } = isChecked
    ? before
    : isHereOnly
      ? unknown
      : await checked(tools, paths, drafted.value, ask, signal);
  const pins = atRisk(ask.pins ?? [], whole);
  const standing = side === 'local' ? await draft(tools, paths, ask, side) : drafted;
  const isThere = standing.ok && saysAlready(standing.value);
  return { ...none, diff, leaksNow, leaksThen, chainThen, pins, left, valid, issue, print, isThere };
}

/** What is in the files is what is to be in them, however it is written. */
const saysAlready = ({ files }: Drafted): boolean =>
  files.every((file) => same(parseLoosely(file.now), parseLoosely(file.after)));

/** Chats whose model the offline policy does not let through: one that gets a message meanwhile loses it for good. */
const atRisk = (pins: readonly Pin[], config: JsonRecord): readonly Pin[] =>
  pins.filter(({ session, ref }) => !mayAsk(config, session, ref));

function checked(
  tools: StepTools,
  paths: Paths,
  drafted: Drafted,
  { container }: ClawAsk,
  signal: AbortSignal,
): Promise<Verdict> {
  // What changes nothing is what OpenClaw already has.
  if (drafted.files.length === 0) return Promise.resolve(unknown);
  return validateDraft(tools, paths, drafted, container !== null, signal);
}

/**
 * Keeps the chats with a model of their own, as they are now or as they were `known` to be, with the copy of what was taken.
 * Gives all that it has then.
 */
export async function keepPins(
  tools: StepTools,
  paths: Paths,
  action: { readonly gateway: GatewayAsk; readonly copy: string | null; readonly known?: Outside | null },
  signal: AbortSignal,
): Promise<Outside> {
  const outside = await outsideOf(tools, action.gateway, signal);
  const pins = outside.pins ?? action.known?.pins ?? null;
  if (action.copy === null || pins === null) return { ...outside, pins };
  return { ...outside, pins: await addPins(tools, paths, action.copy, pins) };
}

/** The last step: what could leave by the config as it now is, and which chats may lose their model. */
export async function lastStep(
  tools: StepTools,
  paths: Paths,
  action: { readonly ask: ClawAsk; readonly gateway: GatewayAsk; readonly copy: string | null },
  signal: AbortSignal,
): Promise<Result<{ readonly report: LeakReport; readonly pins: readonly Pin[] | null }>> {
  const outside = await keepPins(tools, paths, action, signal);
  const ask = { ...action.ask, ...outside };
  const now = await wholeNow(tools, ask);
  if (!now.ok) return now;
  return ok({ report: findLeaks(now.value), pins: outside.pins && atRisk(outside.pins, now.value.config) });
}

/** What could leave by the config as it is on disk at this moment. */
export async function audit(
  tools: Pick<Tools, 'files' | 'machine' | 'env'>,
  ask: ClawAsk,
): Promise<Result<LeakReport>> {
  const now = await wholeNow(tools, ask);
  return now.ok ? ok(findLeaks(now.value)) : now;
}

/** All that a leak check goes by, with the config as it is on disk at this moment. */
async function wholeNow(
  tools: Pick<Tools, 'files' | 'machine' | 'env'>,
  ask: ClawAsk,
): Promise<Result<LeakFacts>> {
  const config = atHome(ask.path, tools.machine.home);
  const sources = await loadSources(tools.files.read, config);
  if (!sources.ok) return sources;
  const variables = await variablesOf(tools.files.read, sources.value, config);
  const whole = wholeOf(sources.value, variables);
  if (!isRecord(whole)) return fail('claw-garbled', config);
  return ok({ ...ask, config: whole, keys: keysAround(tools, ask, variables) });
}
