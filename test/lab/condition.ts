import { type Behaviour, NORMAL } from './behaviour.ts';
import { type Effect, FAULT_NAMES, FAULTS, type FaultName } from './faults.ts';

/** The whole state the lab should be in while a set of faults is in force: faults add up. */
export interface Condition {
  /** The parts of the machine's own way out that are broken. */
  readonly broken: ReadonlySet<NonNullable<Effect['breaks']>>;
  /** The router's policy rules, `4 pref …` or `6 pref …`. */
  readonly rules: ReadonlySet<string>;
  /** Percentages of loss, one after the other. */
  readonly loss: readonly number[];
  readonly servers: Behaviour;
  /** Whether a VPN's interface and routes are there. */
  readonly isTunnelled: boolean;
}

const RESOLVER_ORDER: readonly Behaviour['resolver'][] = ['works', 'servfail', 'silent'];
const PORTAL_ORDER: readonly Behaviour['portal'][] = ['no', 'honest', 'forged'];

function worse<T>(order: readonly T[], one: T, other: T | undefined): T {
  return other !== undefined && order.indexOf(other) > order.indexOf(one) ? other : one;
}

/** Two faults of the servers at once: the worse one holds, and the longer delay. */
function join(one: Behaviour, other: Partial<Behaviour>): Behaviour {
  return {
    delay: Math.max(one.delay, other.delay ?? 0),
    dnsDelay: Math.max(one.dnsDelay, other.dnsDelay ?? 0),
    portal: worse(PORTAL_ORDER, one.portal, other.portal),
    login: other.login ?? one.login,
    resolver: worse(RESOLVER_ORDER, one.resolver, other.resolver),
    memory: one.memory || other.memory === true,
  };
}

/**
 * A fault's rules get a priority of their own: the kernel takes what is not said in a deletion for "any", so a
 * shared one could delete the rule of another fault. Silence comes before refusal.
 */
function rulesOf(name: FaultName): string[] {
  const effect: Effect = FAULTS[name];
  return (effect.rules ?? []).map(({ family, rule }) => {
    const first = rule.endsWith('blackhole') ? 200 : 300;
    return `${family} pref ${first + FAULT_NAMES.indexOf(name)} ${rule}`;
  });
}

/** The state that these faults together ask for. */
export function conditionOf(names: Iterable<FaultName>): Condition {
  const effects: Effect[] = [...names].map((name) => FAULTS[name]);
  return {
    broken: new Set(effects.flatMap((effect) => effect.breaks ?? [])),
    rules: new Set([...names].flatMap(rulesOf)),
    loss: effects.flatMap((effect) => effect.loss ?? []),
    servers: effects.reduce((sum, effect) => join(sum, effect.servers ?? {}), NORMAL),
    isTunnelled: effects.some((effect) => effect.tunnel === true),
  };
}
