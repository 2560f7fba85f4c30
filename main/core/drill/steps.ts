import type { Form } from '../claw/form.ts';
import type { DrillStep, Level, StepId } from './drill.ts';

/**
 * Which steps a level has. `asserted`: a drill passes only with it; `seen`: it is tried and told, and decides nothing; `none`: it is
 * no part of it; `left`: it cannot be tried at that level, and that is said.
 */
type Scope = 'asserted' | 'seen' | 'left' | 'none';

/** What of a machine decides about steps. */
export interface Scene {
  /** How OpenClaw runs here: in a container of one of our forms, in one of somebody else's, by itself, or not at all. */
  readonly claw: Form | 'foreign' | 'native' | 'none';
  /** OpenClaw asks a model here first: an answer while there is internet says something only then. */
  readonly isLocalFirst: boolean;
  readonly hasModel: boolean;
  readonly hasServices: boolean;
  /** Devices of the tailnet: `needed` where the models are on one. */
  readonly peers: 'needed' | 'there' | 'none';
}

/** A container of these forms has no way out by itself; of the others only the config says what they do. */
const isolated: ReadonlySet<Scene['claw'] | null> = new Set(['A', 'B'] as const);
export const isIsolated = (claw: Scene['claw'] | null): boolean => isolated.has(claw);

/** Level by level; where OpenClaw is not there, nothing of it is asked. */
const rules: Readonly<Record<StepId, (level: Level, scene: Scene) => Scope>> = {
  cut: (level) => only(level === 'wifi'),
  gone: (level) => only(level === 'wifi'),
  config: (_level, { claw }) => only(claw !== 'none'),
  // Nothing is taken out of memory where nothing is to be touched.
  cold: (level, { hasModel }) => only(level !== 'check' && hasModel),
  warm: (_level, { hasModel }) => only(hasModel),
  claw: (level, { claw, isLocalFirst }) =>
    claw === 'none' ? 'none' : level === 'check' && !isLocalFirst ? 'seen' : 'asserted',
  egress: (level, { claw }) => {
    if (level === 'check' || claw === 'none') return 'none';
    if (isIsolated(claw)) return 'asserted';
    if (claw === 'native') return 'left';
    // Without a line there is nobody to reach, whatever the form; with one, its config is all that keeps it. A container of
    // somebody else's may have nothing in it that could ask.
    return level === 'wifi' && claw !== 'foreign' ? 'asserted' : 'seen';
  },
  lan: (level, { hasServices }) => near(level, hasServices),
  peers: (level, { peers }) => {
    const scope = near(level, peers !== 'none');
    // Others sleep, and are no part of what answers.
    return scope === 'asserted' && peers === 'there' ? 'seen' : scope;
  },
  back: (level) => only(level === 'wifi'),
  online: (level) => only(level === 'wifi'),
  restored: (level, { claw }) => only(level !== 'check' && claw !== 'none'),
};

const only = (isPart: boolean): Scope => (isPart ? 'asserted' : 'none');

/** Wi-Fi carries the local network, too. */
const near = (level: Level, isThere: boolean): Scope =>
  !isThere ? 'none' : level === 'wifi' ? 'left' : 'asserted';

const order: readonly StepId[] = [
  ...(['cut', 'gone', 'config', 'cold', 'warm', 'claw', 'egress', 'lan', 'peers'] as const),
  ...(['back', 'online', 'restored'] as const),
];

/** The table for one level: what is not part of it is not in it. */
export function stepsOf(level: Level, scene: Scene): DrillStep[] {
  return order.flatMap((id) => {
    const scope = rules[id](level, scene);
    if (scope === 'none') return [];
    const step = { id, ms: null, evidence: [], problem: null, isAsserted: scope === 'asserted' };
    return [{ ...step, is: scope === 'left' ? ('left' as const) : ('todo' as const) }];
  });
}

/** Steps that give back what was taken: they are tried however the others ended. */
export const isReturn = (id: StepId): boolean => id === 'back' || id === 'online' || id === 'restored';

/** How long a step may take, in ms. A model of 40 GB needs a minute from a slow disk; a switch restarts a gateway. */
export const stepMost: Readonly<Record<StepId, number>> = {
  cut: 20_000,
  gone: 30_000,
  config: 150_000,
  cold: 180_000,
  warm: 60_000,
  claw: 120_000,
  egress: 30_000,
  lan: 15_000,
  peers: 20_000,
  back: 30_000,
  online: 90_000,
  restored: 90_000,
};
