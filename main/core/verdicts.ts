/**
 * The one table of what can be said about the internet. Stance, notices, icon and words all read it, so a
 * new cause is one line here and the compiler asks for the rest.
 *
 * `auto`: where Auto mode wants the stack to be ('as-before' changes nothing).
 * `patience`: 'fact' is believed at once (a removed route cannot be argued with); 'silence' needs time.
 * `wait`: which `wait --until` is met.
 */
interface VerdictRule {
  readonly state: 'online' | 'degraded' | 'captive' | 'offline' | 'unknown';
  readonly cause: string | null;
  readonly auto: 'online' | 'offline' | 'as-before';
  readonly patience: 'fact' | 'silence';
  readonly tone: 'good' | 'warn' | 'mute';
}

const rule = <S extends VerdictRule['state'], C extends string | null>(
  state: S,
  cause: C,
  auto: VerdictRule['auto'],
  patience: VerdictRule['patience'],
  tone: VerdictRule['tone'],
) => ({ state, cause, auto, patience, tone });

export const verdictRules = {
  online: rule('online', null, 'online', 'silence', 'good'),
  lossy: rule('degraded', 'lossy', 'online', 'silence', 'warn'),
  slow: rule('degraded', 'slow', 'online', 'silence', 'warn'),
  'proxy-only': rule('degraded', 'proxy-only', 'online', 'silence', 'warn'),
  'dns-broken': rule('degraded', 'dns-broken', 'offline', 'silence', 'warn'),
  captive: rule('captive', null, 'offline', 'silence', 'warn'),
  'link-down': rule('offline', 'link-down', 'offline', 'fact', 'warn'),
  'no-gateway': rule('offline', 'no-gateway', 'offline', 'fact', 'warn'),
  'gateway-dead': rule('offline', 'gateway-dead', 'offline', 'silence', 'warn'),
  'upstream-dead': rule('offline', 'upstream-dead', 'offline', 'silence', 'warn'),
  'vpn-dead': rule('offline', 'vpn-dead', 'offline', 'silence', 'warn'),
  unknown: rule('unknown', null, 'as-before', 'silence', 'mute'),
} as const;

/** The key of a line in the table: the cause, or the state where there is no cause. */
export type VerdictKey = keyof typeof verdictRules;
export type InternetState = (typeof verdictRules)[VerdictKey]['state'];
export type Cause = Exclude<(typeof verdictRules)[VerdictKey]['cause'], null>;

export const verdictKeys = Object.keys(verdictRules).filter((key): key is VerdictKey => key in verdictRules);

/** What a person can do about it; a notice is corrected when that changes, and has a sound when there is something. */
export type Need = 'sign-in' | 'vpn' | 'dns' | 'nothing';
const needs: Partial<Record<VerdictKey, Need>> = {
  captive: 'sign-in',
  'vpn-dead': 'vpn',
  'dns-broken': 'dns',
};

export const needOf = (key: VerdictKey): Need => needs[key] ?? 'nothing';

/**
 * What may be told. `down`: Auto has switched; `down-waiting`: it is about to; `down-online`, `down-offline`: by
 * choice nothing was. `flap`: it comes and goes. `ask-back`: is it there again? `morning`, `morning-down`: what
 * happened in quiet hours, and the latter while it is still down.
 */
export const noticeKinds = [
  'down',
  'down-waiting',
  'down-online',
  'down-offline',
  'flap',
  'ask-back',
  'back',
  'morning',
  'morning-down',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a person calls up or down: the side that Auto takes for this verdict. */
export function sideOf(key: VerdictKey): 'online' | 'offline' | 'as-before' {
  return verdictRules[key].auto;
}

/** The line of the verdict table that a snapshot shows. */
export function verdictOf(internet: { state: InternetState; cause: Cause | null }): VerdictKey {
  if (internet.cause !== null) return internet.cause;
  // A newer engine may know a cause that is not known here.
  if (internet.state === 'offline') return 'upstream-dead';
  return internet.state === 'online' || internet.state === 'captive' ? internet.state : 'unknown';
}
