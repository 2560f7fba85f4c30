import type { Figures, StepId, StepState } from '../../core/drill/drill.ts';
import { egressOf } from '../../core/drill/egress.ts';
import type { DrillAction } from '../../core/drill/plan.ts';
import type { Fact } from '../../core/event.ts';
import { type Phrase, phrase } from '../../core/parts/part.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { askIsolation } from '../claw/form-look.ts';
import { prove } from '../claw/prove.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';
import { askModel } from './ask-model.ts';
import { armShell } from './deadman.ts';
import { clearDebt, readDebt, writeDebt } from './debt.ts';
import { lookBefore } from './look.ts';
import { findWifi, setPower, type Wifi } from './wifi.ts';

interface DrillDoing {
  readonly tools: Tools;
  readonly paths: Paths;
}

/** One step of a drill, or of giving back. What was tried ends in a fact, well or not; what has to be given back is tried again. */
export async function performDrill(
  action: DrillAction,
  { tools, paths }: DrillDoing,
  signal: AbortSignal,
): Promise<Result<Fact | null>> {
  switch (action.do) {
    case 'drill.look': {
      const facts = await lookBefore(tools, action.level, signal);
      return ok(signal.aborted ? null : { type: 'drill.looked', seq: action.seq, facts });
    }
    case 'drill.arm':
      return ok({ type: 'drill.armed', id: action.debt.id, result: await arm(tools, paths, action.debt) });
    case 'drill.cut': {
      const wifi = await wifiOf(tools, action.device, signal);
      const cut = wifi.ok ? await setPower(tools, wifi.value, 'off', signal) : wifi;
      return ok({ type: 'drill.cut', seq: action.seq, problem: cut.ok ? null : cut.problem });
    }
    case 'drill.on': {
      const wifi = await wifiOf(tools, action.device, signal);
      // There is none any more that could be off.
      if (!wifi.ok && wifi.problem.code === 'drill-no-wifi' && action.device === null)
        return ok({ type: 'drill.on' });
      const on = wifi.ok ? await setPower(tools, wifi.value, 'on', signal) : wifi;
      if (on.ok) await crossOffWifi(tools, paths);
      return on.ok ? ok({ type: 'drill.on' }) : on;
    }
    case 'drill.settle': {
      const cleared = await clearDebt(tools, paths, action.debt?.shell ?? null);
      return cleared.ok ? ok({ type: 'drill.settled' }) : cleared;
    }
    case 'drill.ask':
    case 'drill.claw':
    case 'drill.egress': {
      const tried = await tryOut(action, tools, signal);
      return ok(signal.aborted ? null : { type: 'drill.tried', seq: action.seq, ...tried });
    }
  }
}

/** The debt is on disk before its shell runs, and once more with the shell in it: whoever finds it can send that away. */
async function arm(
  tools: Tools,
  paths: Paths,
  debt: Extract<DrillAction, { do: 'drill.arm' }>['debt'],
): Promise<Result<{ pid: number; startedAt: string }>> {
  const wifi = debt.device === null ? ok(null) : await wifiOf(tools, debt.device, never);
  if (!wifi.ok) return wifi;
  const written = await writeDebt(tools, paths, debt);
  if (!written.ok) return written;
  const shell = await armShell(tools, {
    ...{
      id: debt.id,
      token: paths.drillDebt,
      until: debt.until,
      device: debt.device,
      folder: paths.drillFolder,
    },
    ...{ program: wifi.value?.program ?? null, kind: wifi.value?.kind ?? 'networksetup' },
  });
  if (!shell.ok) return shell;
  const again = await writeDebt(tools, paths, { ...debt, shell: shell.value });
  return again.ok ? shell : again;
}
const never = new AbortController().signal;

/** Wi-Fi is on, and only the config may still be owed: who turns Wi-Fi off from now on has turned it off. */
async function crossOffWifi(tools: Tools, paths: Paths): Promise<void> {
  const owed = await readDebt(tools, paths);
  // One that cannot be written stays what it was: Wi-Fi that is on is turned on once more.
  if (owed.is === 'owed' && owed.debt.device !== null)
    await writeDebt(tools, paths, { ...owed.debt, device: null });
}

/** That very device, or, where nobody knows which it was, the one there is. */
async function wifiOf(tools: Tools, device: string | null, signal: AbortSignal): Promise<Result<Wifi>> {
  const found = await findWifi(tools, signal);
  if (!found.ok) return found;
  if (found.value === null) return fail('drill-no-wifi', device ?? 'Wi-Fi');
  return ok({ ...found.value, device: device ?? found.value.device });
}

interface Tried {
  readonly step: StepId;
  readonly is: Extract<StepState, 'pass' | 'fail' | 'unsure'>;
  readonly evidence: readonly Phrase[];
  readonly problem: Problem | null;
  readonly figures: Partial<Figures> | null;
}
const said = (step: StepId, is: Tried['is'], ...evidence: Phrase[]): Tried => ({
  ...{ step, is, evidence, problem: null, figures: null },
});
const failed = (step: StepId, problem: Problem): Tried => ({ ...said(step, 'fail'), problem });

type Trial = Extract<DrillAction, { do: 'drill.ask' | 'drill.claw' | 'drill.egress' }>;

async function tryOut(action: Trial, tools: Tools, signal: AbortSignal): Promise<Tried> {
  if (action.do === 'drill.ask') return asked(action, tools, signal);
  return action.do === 'drill.claw' ? throughClaw(action, tools, signal) : fromInside(action, tools, signal);
}

async function asked(
  { url, model, isCold }: Extract<Trial, { do: 'drill.ask' }>,
  tools: Tools,
  signal: AbortSignal,
): Promise<Tried> {
  const step = isCold ? 'cold' : 'warm';
  const answered = await askModel(tools, { url, model, isCold }, signal);
  if (!answered.ok) return failed(step, answered.problem);
  const { loadMs, firstMs, speed } = answered.value;
  // The time from disk is that of the first one, all else that of the second.
  const figures = isCold ? { loadMs } : { firstMs, speed };
  return { ...said(step, 'pass', phrase('drill.e.answered', { model })), figures };
}

async function throughClaw(
  { isOffline, ...ask }: Extract<Trial, { do: 'drill.claw' }>,
  tools: Tools,
  signal: AbortSignal,
): Promise<Tried> {
  const proof = await prove(tools, ask, `offline-mode-${tools.secret().slice(0, 12)}`, signal);
  const { what, model, detail } = proof;
  if (what === 'local' || what === 'fallback')
    return said('claw', 'pass', phrase('drill.e.answered', { model }));
  if (what === 'cloud')
    return isOffline
      ? failed('claw', { code: 'answer-cloud', about: model })
      : said('claw', 'unsure', phrase('drill.e.cloud', { model }));
  if (what === 'failed')
    return failed('claw', { code: 'answer-none', about: 'OpenClaw', detail: detail || '—' });
  return failed('claw', { code: detail === 'secret' ? 'claw-auth' : 'answer-down', about: 'OpenClaw' });
}

/** Whom somebody inside of the container reaches. */
async function fromInside(
  { settings, isCut }: Extract<Trial, { do: 'drill.egress' }>,
  tools: Tools,
  signal: AbortSignal,
): Promise<Tried> {
  const found = await askIsolation(tools, settings, signal);
  if (!found.ok) return { ...said('egress', 'unsure'), problem: found.problem };
  const { form, isolation } = found.value;
  const { is, say } = egressOf(form, isolation, isCut);
  return said('egress', is, phrase(say));
}
