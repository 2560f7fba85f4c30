import { gatewayOf, type QuestionAsk, questionAsk } from '../claw/plan.ts';
import { factsOf } from '../parts/judge.ts';
import type { Settings } from '../settings.ts';
import type { State } from '../state.ts';
import type { Debt, Drill, Level } from './drill.ts';
import { doing, isTaking } from './follow.ts';
import { isWifiOwed } from './paid.ts';
import { drillModel } from './scene.ts';

interface Seq {
  readonly lane: string;
  readonly seq: number;
}
export type DrillAction =
  /** What stands against it. */
  | (Seq & { readonly do: 'drill.look'; readonly level: Level })
  /** The debt is written down, and its shell is started. */
  | { readonly lane: string; readonly do: 'drill.arm'; readonly debt: Debt }
  | (Seq & { readonly do: 'drill.cut'; readonly device: string })
  /** A short question to Ollama itself; `isCold`: after it was taken out of memory. */
  | (Seq & {
      readonly do: 'drill.ask';
      readonly url: string;
      readonly model: string;
      readonly isCold: boolean;
    })
  | (Seq & QuestionAsk & { readonly do: 'drill.claw'; readonly isOffline: boolean })
  | (Seq & { readonly do: 'drill.egress'; readonly settings: Settings; readonly isCut: boolean })
  /** Wi-Fi comes back. Null: which one is not known any more. */
  | { readonly lane: string; readonly do: 'drill.on'; readonly device: string | null }
  /** All is back: the debt is crossed off, and the shell sent away. */
  | { readonly lane: 'drill:settle'; readonly do: 'drill.settle'; readonly debt: Debt | null };

/** One lane, so that an "on" never overtakes an "off" that is under way. */
export const wifiLane = 'drill:wifi';

/** What the drill should be doing; and whatever is owed and not needed any more is given back, whoever has borrowed it. */
export function drillActions(state: State): DrillAction[] {
  const { now, pre } = state.drill;
  const peek: DrillAction[] =
    pre && pre.facts === null
      ? [{ lane: `drill:${pre.seq}:look`, do: 'drill.look', seq: pre.seq, level: pre.level }]
      : [];
  return [...returning(state), ...peek, ...(now ? trying(state, now) : [])];
}

function returning(state: State): DrillAction[] {
  const { owed } = state.drill;
  if (owed === null || owed.isArming || isTaking(state)) return [];
  const { debt } = owed;
  if (isWifiOwed(owed)) return [{ lane: wifiLane, do: 'drill.on', device: debt?.device ?? null }];
  return isAllBack(state) ? [{ lane: 'drill:settle', do: 'drill.settle', debt }] : [];
}

/** Until the config is back, too, the shell stays: it knows how it was, and when its time has come it gives that back. */
function isAllBack(state: State): boolean {
  const { drill, claw, at, epoch } = state;
  const { now } = drill;
  if (now === null) return isConfigBack(state);
  if (now.phase !== 'over') return false;
  const isOut =
    now.steps.some(({ id, is }) => id === 'restored' && is === 'fail') && claw.side !== now.before.side;
  return !isOut || now.until === null || at + epoch >= now.until;
}

/** What an earlier engine had made of the config comes back as soon as the line is known; the shell does it when its time is up. */
function isConfigBack({ claw, drill: { owed }, at, epoch }: State): boolean {
  const isUp = owed?.debt == null || at + epoch >= owed.debt.until;
  return isUp || (claw.recalling === null && claw.side !== 'offline' && claw.run?.isOver !== false);
}

function trying(state: State, drill: Drill): DrillAction[] {
  const { seq, phase, level } = drill;
  const { owed } = state.drill;
  if (phase === 'looking') return [{ lane: `drill:${seq}:look`, do: 'drill.look', seq, level }];
  if (owed?.isArming)
    return owed.debt ? [{ lane: `drill:${seq}:arm`, do: 'drill.arm', debt: owed.debt }] : [];
  const step = phase === 'running' ? doing(drill) : null;
  if (!step) return [];
  const lane = `drill:${seq}:${step.id}`;
  switch (step.id) {
    case 'cut': {
      const device = owed?.debt?.device;
      return device ? [{ lane: wifiLane, do: 'drill.cut', seq, device }] : [];
    }
    case 'cold':
    case 'warm': {
      const asked = drillModel(state);
      return asked ? [{ lane, do: 'drill.ask', seq, ...asked, isCold: step.id === 'cold' }] : [];
    }
    case 'claw': {
      const claw = factsOf(state, 'openclaw');
      const isOffline = level !== 'check';
      return claw
        ? [{ lane, do: 'drill.claw', seq, isOffline, ...questionAsk(state, gatewayOf(state, claw)) }]
        : [];
    }
    case 'egress':
      return [{ lane, do: 'drill.egress', seq, settings: state.settings, isCut: level === 'wifi' }];
    default:
      return [];
  }
}
