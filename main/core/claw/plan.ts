import { carrierOf } from '../parts/carried.ts';
import type { OpenClawFacts } from '../parts/facts.ts';
import { factsOf } from '../parts/judge.ts';
import { placeOf } from '../parts/ollama.ts';
import { isHereOnly } from '../probing.ts';
import type { State } from '../state.ts';
import type { ClawAsk } from './ask.ts';
import type { Outside, Pin } from './leak.ts';
import { isRetakeDue } from './retake.ts';
import { type Rehearsal, type Side, stepOf } from './run.ts';
import { askOf, isNow, printOf } from './wanted.ts';

/** How the gateway is reached, and what is known of it; its secret is read from its config when it is needed. */
export interface GatewayAsk {
  /** The config, with `~` for the home folder. */
  readonly path: string;
  readonly port: number;
  readonly isUp: boolean;
  /** The container that it runs in. */
  readonly container: string | null;
}

interface Step {
  readonly lane: string;
  readonly seq: number;
}
export type ClawAction =
  | (Step & {
      readonly do: 'claw.draft';
      readonly to: Side;
      readonly ask: ClawAsk;
      readonly rehearsal: Rehearsal | null;
      readonly gateway: GatewayAsk;
    })
  | (Step & { readonly do: 'claw.write'; readonly copy: string; readonly isInPlace: boolean })
  | (Step & {
      readonly do: 'claw.back';
      readonly copy: string;
      readonly isInPlace: boolean;
      readonly isWhole: boolean;
    })
  | (Step & {
      readonly do: 'claw.take' | 'claw.retake';
      readonly isHasty: boolean;
      readonly gateway: GatewayAsk;
      readonly pins: readonly Pin[];
    })
  | (Step & {
      readonly do: 'claw.warm';
      readonly known: Outside | null;
      readonly url: string;
      readonly model: string;
      readonly gateway: GatewayAsk;
      readonly copy: string | null;
    })
  | (Step & QuestionAsk & { readonly do: 'claw.prove' })
  | (Step & {
      readonly do: 'claw.audit';
      readonly ask: ClawAsk;
      readonly gateway: GatewayAsk;
      readonly copy: string | null;
    })
  | {
      readonly lane: string;
      readonly do: 'claw.rehearse';
      readonly of: string;
      readonly ask: ClawAsk;
      readonly gateway: GatewayAsk;
      readonly side: Side;
      readonly before: Rehearsal | null;
      /** OpenClaw's own command, which may ask others, is left out. */
      readonly isHereOnly: boolean;
    }
  | { readonly lane: string; readonly do: 'claw.recall'; readonly copy: string }
  | { readonly lane: string; readonly do: 'claw.close'; readonly copy: string }
  | { readonly lane: string; readonly do: 'claw.mend'; readonly path: string; readonly isInPlace: boolean }
  | {
      readonly lane: string;
      readonly do: 'claw.early';
      readonly url: string;
      readonly model: string;
      readonly isLoading: boolean;
    }
  | {
      readonly lane: string;
      readonly do: 'claw.pin';
      readonly gateway: GatewayAsk;
      readonly pins: readonly Pin[];
    };

/** What the switch should be doing: its step, and while nothing is switched, working out what a switch would change. */
export function clawActions(state: State): ClawAction[] {
  if (state.asleep !== null) return [];
  const { closing } = state.claw;
  if (closing !== null) return [{ lane: 'claw:close', do: 'claw.close', copy: closing }];
  const { debt, recalling } = state.claw;
  if (debt !== null && recalling !== null) return [{ lane: 'claw:recall', do: 'claw.recall', copy: debt }];
  const step = stepAction(state);
  if (step) return [step, ...loadingAhead(state)];
  return [
    ...retaking(state),
    ...rehearsal(state),
    ...pinning(state),
    ...mending(state),
    ...loadingAhead(state),
  ];
}

function stepAction(state: State): ClawAction | null {
  const { run, debt } = state.claw;
  const step = stepOf(run);
  const claw = factsOf(state, 'openclaw');
  if (!run || !step || !claw) return null;
  // Whether it is written into or replaced is known only then.
  if ((step === 'write' || step === 'back') && factsOf(state, 'podman') === null) return null;
  const { seq, to, isWhole } = run;
  const gateway = gatewayOf(state, claw);
  const lane = `claw:${seq}:${step}:${run.races}`;
  const ask = askOf(state);
  // Also for a config that cannot be read, which nothing can be asked about.
  const isInPlace = carrierOf(claw, factsOf(state, 'podman'))?.configMount === 'file';
  switch (step) {
    case 'draft':
      return ask && { lane, do: 'claw.draft', seq, to, ask, rehearsal: state.claw.rehearsal, gateway };
    case 'write':
      // The journal names the copy before the config is touched.
      return debt !== null && state.journal.claw?.copy === debt
        ? { lane, do: 'claw.write', seq, copy: debt, isInPlace }
        : null;
    case 'back':
      return { lane, do: 'claw.back', seq, copy: debt ?? '', isInPlace, isWhole };
    case 'take':
      return { lane, do: 'claw.take', seq, gateway, pins: run.pinned, isHasty: run.isHasty };
    case 'warm':
      return {
        ...warmAction(state, lane, seq),
        gateway,
        copy: debt,
        known: state.claw.rehearsal?.outside ?? null,
      };
    case 'prove':
      // One that has just started anew may not have been looked at again.
      return { lane, do: 'claw.prove', seq, ...questionAsk(state, { ...gateway, isUp: true }) };
    case 'audit':
      return ask && { lane, do: 'claw.audit', seq, ask, gateway, copy: debt };
  }
}

/** What a test question through OpenClaw's own way goes by. */
export interface QuestionAsk {
  readonly gateway: GatewayAsk;
  /** The models here, one of which has to answer. */
  readonly models: readonly string[];
  /** Where Ollama answers us. */
  readonly ollama: string;
  /** Addresses that the person named as their own. */
  readonly own: readonly string[];
}

export function questionAsk(state: State, gateway: GatewayAsk): QuestionAsk {
  const ask = askOf(state);
  return {
    gateway,
    models: ask?.models.map(({ name }) => name) ?? [],
    ollama: ollamaUrl(state),
    own: ask?.own ?? [],
  };
}

export function gatewayOf(state: State, claw: OpenClawFacts): GatewayAsk {
  const container = carrierOf(claw, factsOf(state, 'podman'));
  return {
    path: claw.config.path,
    port: claw.port,
    isUp: claw.gateway !== 'refused',
    container: container?.name ?? null,
  };
}

function warmAction(state: State, lane: string, seq: number) {
  const [model] = askOf(state)?.models ?? [];
  return { lane, do: 'claw.warm' as const, seq, url: ollamaUrl(state), model: model?.name ?? '' };
}

/** Where Ollama answers us; empty where none does. */
function ollamaUrl(state: State): string {
  const ollama = factsOf(state, 'ollama');
  return (ollama && placeOf(ollama)?.url) ?? '';
}

/** Chats and jobs change without the config, in ms. */
const rehearsalLasts = 300_000;

/** Worked out again for every change of what it goes by. */
function rehearsal(state: State): ClawAction[] {
  const { side, rehearsal: before } = state.claw;
  const isYoung = before?.side === side && state.at - before.at < rehearsalLasts;
  if (isYoung && isNow(state, before)) return [];
  const ask = askOf(state);
  const claw = factsOf(state, 'openclaw');
  if (!ask || !claw) return [];
  const [of, gateway] = [printOf(state, 'offline'), gatewayOf(state, claw)];
  const asked = { ask, gateway, side, before, isHereOnly: isHereOnly(state) };
  return [{ lane: `claw:rehearse:${side}`, do: 'claw.rehearse', of, ...asked }];
}

/** What the gateway did not have at the end of a switch it may have by now. */
function retaking(state: State): ClawAction[] {
  const { run } = state.claw;
  const claw = factsOf(state, 'openclaw');
  if (!run || !claw || !isRetakeDue(state)) return [];
  const { seq, retakes, pinned: pins } = run;
  return [
    {
      lane: `claw:retake:${seq}:${retakes}`,
      ...{ do: 'claw.retake', seq, gateway: gatewayOf(state, claw), pins, isHasty: false },
    },
  ];
}

/** Chats that have lost the model that was chosen for them get it again, when the person asks for it. */
function pinning(state: State): ClawAction[] {
  const { lost, isPinning } = state.claw;
  const claw = factsOf(state, 'openclaw');
  if (!isPinning || !claw) return [];
  return [{ lane: 'claw:pins', do: 'claw.pin', gateway: gatewayOf(state, claw), pins: lost }];
}

/** What was begun at a doubt goes on beside a switch that follows. */
function loadingAhead({ claw: { early } }: State): ClawAction[] {
  if (early?.phase !== 'loading' && early?.phase !== 'unloading') return [];
  const { url, model, phase } = early;
  return [{ lane: `claw:early:${phase}`, do: 'claw.early', url, model, isLoading: phase === 'loading' }];
}

function mending(state: State): ClawAction[] {
  const ask = askOf(state);
  if (state.claw.mending !== 'asked' || !ask) return [];
  return [{ lane: 'claw:mend', do: 'claw.mend', path: ask.path, isInPlace: ask.isInPlace }];
}
