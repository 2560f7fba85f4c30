import { factsOf } from '../parts/judge.ts';
import { kindOf, nameOfLan, nameOfPart } from '../parts/part.ts';
import { partIds, readingOf } from '../parts/parts.ts';
import { askingOf } from '../probing.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import type { State } from '../state.ts';
import { sideOf } from '../verdicts.ts';
import type { Level } from './drill.ts';
import type { Answer, Check, CheckId, DrillFacts, Preflight } from './preflight.ts';
import { sceneOf, servicesOf } from './scene.ts';

/** With less than this share of the battery (0 to 1) nothing is begun that has to be brought to its end. */
const batteryLeast = 0.2;

/**
 * What stands for and against a drill. Where nobody could tell it is begun all the same, but for what would leave a Mac
 * without Wi-Fi: whatever else is in the way the witnesses find out when the line is to be dead and is not. `red`: the first
 * line of the readiness that fails and that the drill depends on.
 */
export function preflightOf(state: State, facts: DrillFacts, level: Level, red: string | null): Preflight {
  const isCut = level === 'wifi';
  const takes = level !== 'check';
  const unseen = unlooked(state);
  const checks: (Check | false)[] = [
    isCut && check('wifi', wifiIs(facts), true, facts.wifi?.device ?? ''),
    isCut &&
      facts.wifi !== null &&
      facts.wifi.power !== 'off' &&
      check('switch', facts.wifi.maySwitch, true, facts.wifi.detail),
    isCut && check('path', pathIs(facts), true, namesOf(facts)),
    isCut && check('remote', noneOf(facts.remote), true, facts.remote?.[0]?.from ?? ''),
    takes && check('jobs', yes(busyWith(state) === null), true, busyWith(state) ?? ''),
    check('ready', red !== null ? 'no' : unseen !== null ? 'unknown' : 'yes', takes, red ?? unseen ?? ''),
    level === 'app' && check('claw', yes(sceneOf(state).claw !== 'none'), true, ''),
    level === 'app' && factsOf(state, 'ollama') !== null && check('cloud', cloudIs(state), false, ''),
    takes && check('power', powerIs(facts), true, percent(facts.battery)),
    // Without internet the stack is offline, too: what comes first is why it is not begun.
    takes && check('line', lineIs(state), true, state.network.verdict.key),
    takes && check('mode', yes(isFollowing(state)), true, state.settings.mode),
    takes && check('login', loginIs(state), false, ''),
    isCut && check('loses', 'no', false, losesSay(state)),
  ];
  return { level, checks: checks.filter((one) => one !== false), at: state.at };
}

const check = (id: CheckId, is: Answer, isMust: boolean, about: string): Check => ({ id, is, isMust, about });
const yes = (is: boolean): Answer => (is ? 'yes' : 'no');
const noneOf = (list: readonly unknown[] | null): Answer =>
  list === null ? 'unknown' : yes(list.length === 0);
const namesOf = ({ ways, vpn }: DrillFacts): string =>
  ways?.length ? ways.map(({ name }) => name).join(', ') : (vpn ?? '');

/** A tunnel goes when the link below it does. Whether that is Wi-Fi nobody can see from above. */
const pathIs = ({ ways, vpn }: DrillFacts): Answer =>
  ways?.length === 0 && vpn !== null ? 'unknown' : noneOf(ways);

const percent = (share: number | null): string => (share === null ? '' : `${Math.round(share * 100)}%`);

function wifiIs({ wifi }: DrillFacts): Answer {
  if (wifi === null) return 'no';
  return wifi.power === 'unknown' ? 'unknown' : yes(wifi.power === 'on');
}

function cloudIs(state: State): Answer {
  const cloud = factsOf(state, 'ollama')?.cloud ?? 'unknown';
  return cloud === 'unknown' ? 'unknown' : yes(cloud === 'closed');
}

function powerIs({ battery, isOnBattery }: DrillFacts): Answer {
  if (!isOnBattery) return 'yes';
  return battery === null ? 'unknown' : yes(battery >= batteryLeast);
}

/** What is being prepared and would be cut off, or would keep a model busy; its name. */
const busyWith = ({ jobs }: State): string | null =>
  jobs.list.find(({ is }) => is === 'running')?.what ?? null;

/** The stack follows the line by itself, and stands where the internet is: else there is nothing to be seen. */
const isFollowing = ({ settings, stance, claw }: State): boolean =>
  settings.mode === 'auto' &&
  stance.is === 'online' &&
  stance.wanted === 'online' &&
  // After an outage it may have stayed offline because nobody has said that it is to come back.
  claw.side !== 'offline';

function lineIs(state: State): Answer {
  if (askingOf(state) !== 'on') return 'no';
  const side = sideOf(state.network.verdict.key);
  return side === 'as-before' ? 'unknown' : yes(side === 'online' && state.outage === null);
}

function loginIs({ parts }: State): Answer {
  return parts.opensAtLogin === null ? 'unknown' : yes(parts.opensAtLogin);
}

/** The services near by and the tailnet go with Wi-Fi, and whoever sends pictures or sound to this machine. */
function losesSay(state: State): string {
  const hasPeers = (factsOf(state, 'tailscale')?.peers.length ?? 0) > 0;
  return [...servicesOf(state).map(nameOfLan), ...(hasPeers ? ['Tailscale'] : []), 'AirPlay'].join(', ');
}

/** Of what was not looked at yet nobody knows whether it is there to be tried: a drill would pass without it. */
function unlooked(state: State): string | null {
  const id = partIds(state.settings).find((one) => triedOf.has(kindOf(one)) && !readingOf(state, one));
  return id === undefined ? null : nameOfPart(id);
}
const triedOf: ReadonlySet<string> = new Set(['ollama', 'openclaw', 'podman', 'tailscale', 'lan']);

/** To know these is to keep the promise: that nobody could tell is as good as a no. */
const sure: ReadonlySet<CheckId> = new Set(['switch', 'line', 'ready']);

/** Of those that keep a drill from starting; the others are told. */
const codes: Readonly<Partial<Record<CheckId, ProblemCode>>> = {
  wifi: 'drill-no-wifi',
  switch: 'drill-wifi',
  path: 'drill-path',
  remote: 'drill-remote',
  jobs: 'drill-jobs',
  ready: 'drill-ready',
  claw: 'drill-claw',
  power: 'drill-power',
  mode: 'drill-mode',
  line: 'drill-line',
};

/** Why it is not begun, the first reason first; empty: it may be. */
export function blockedBy({ checks }: Preflight): readonly Problem[] {
  const device = checks.find(({ id }) => id === 'wifi')?.about ?? '';
  return checks.flatMap(({ id, is, isMust, about }): Problem[] => {
    const code = codes[id];
    if (code === undefined || !isMust || is === 'yes' || (is === 'unknown' && !sure.has(id))) return [];
    if (id === 'ready' && is === 'unknown') return [{ code: 'drill-unseen', about }];
    // What the program said is why; what it is about is the Wi-Fi.
    return id === 'switch' ? [{ code, about: device, detail: about || '—' }] : [{ code, about }];
  });
}
