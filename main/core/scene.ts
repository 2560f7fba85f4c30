import { movingTo } from './claw/shown.ts';
import type { ToldRun } from './claw/told.ts';
import { runningIn, stageSay } from './drill/shown.ts';
import type { Snapshot } from './snapshot.ts';
import { needOf, sideOf, type VerdictKey, verdictRules } from './verdicts.ts';
import type { WordKey } from './words.ts';

export type Glyph = 'online' | 'offline' | 'switching' | 'drill' | 'trouble' | 'unknown';
export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'drill' | 'mute';

/** What stands on top: the glyph, its colour, the headline and the line below it. */
export interface Scene {
  readonly glyph: Glyph;
  readonly tone: Tone;
  readonly head: WordKey;
  readonly sub: WordKey;
  /** The moment that the line below speaks of. */
  readonly since: number;
}

interface Onlooker {
  readonly isAway: boolean;
  readonly isLookOnly: boolean;
}

/** The first line that applies decides. */
export function sceneOf(snapshot: Snapshot, key: VerdictKey, { isAway, isLookOnly }: Onlooker): Scene {
  const { ai, internet, stance, stanceWanted, mode, probing } = snapshot;
  const make = (glyph: Glyph, tone: Tone, head: WordKey, sub: WordKey): Scene => {
    return { glyph, tone, head, sub, since: internet.since };
  };
  if (isAway) return make('unknown', 'mute', 'head.blind', 'sub.blind');
  const drill = runningIn(snapshot);
  if (drill) return make('drill', 'drill', 'drill.running', stageSay(drill));
  if (stanceWanted !== stance) return make('switching', 'busy', `head.to.${stanceWanted}`, 'sub.switching');
  const claw = movingTo(snapshot.switch?.run ?? null);
  if (claw) return make('switching', 'busy', clawHeads[claw], 'sub.config');
  const aiScene = sceneOfAi(snapshot, key, make, isLookOnly);
  if (aiScene) return isAsking(snapshot, aiScene) ? { ...aiScene, sub: 'sub.question' } : aiScene;
  if (stance === 'offline') return unfollowedScene(snapshot, make) ?? offlineScene(snapshot, key);
  if (key === 'unknown') {
    if (probing === 'off') return make('online', 'mute', 'head.unasked', 'sub.unasked');
    if (probing === 'not-yet') return make('unknown', 'mute', 'head.notYet', 'sub.notYet');
    return make('unknown', 'mute', 'head.checking', 'sub.checking');
  }
  if (sideOf(key) === 'offline') {
    return make(mode === 'online' ? 'trouble' : 'switching', 'warn', 'head.down', downSub(mode, isLookOnly));
  }
  if (ai?.state === 'none' && key === 'online') return make('online', 'mute', 'head.online', 'ai.because');
  const { head, sub } = worse[key] ?? { head: 'head.online', sub: 'sub.online' };
  return make('online', verdictRules[key].tone, head, sub);
}

/** "Nothing to do" is not said to somebody who is asked something. */
const isAsking = ({ switch: told, stance }: Snapshot, { tone }: Scene): boolean =>
  tone === 'good' && told !== null && (told.asks !== null || (stance === 'online' && hasToSettle(told.run)));
const hasToSettle = (run: ToldRun | null): boolean =>
  run?.to === 'online' && run.isOver && run.problem !== null;

/** While OpenClaw's config changes, neither the one side nor the other is true. */
const clawHeads = {
  offline: 'head.to.offline',
  online: 'head.to.online',
  local: 'switch.to.local',
  undo: 'switch.to.online',
} as const;

type Make = (glyph: Glyph, tone: Tone, head: WordKey, sub: WordKey) => Scene;

/** The headline is about the AI wherever something is known of it; the line below comes from its own sentence. */
function sceneOfAi(snapshot: Snapshot, key: VerdictKey, make: Make, isLookOnly: boolean): Scene | null {
  const { ai, stance, mode } = snapshot;
  if (ai?.state === 'stopped') return make('trouble', 'bad', 'head.stopped', 'ai.because');
  if (ai?.state === 'partly') return make('trouble', 'warn', 'head.partly', 'ai.because');
  if (ai?.state !== 'works') return null;
  const isDown = sideOf(key) === 'offline';
  if (stance === 'offline') return unfollowedScene(snapshot, make) ?? islandScene(snapshot, key, make);
  if (isDown) return make('online', 'warn', 'head.aiIsland', downSub(mode, isLookOnly));
  const sub = worse[key]?.sub ?? (key === 'unknown' ? null : 'ai.because');
  return sub && make('online', verdictRules[key].tone, 'head.works', sub);
}

/** What becomes of a drop: the choice was not to follow it, nobody is there to, or it is not believed yet. */
const downSub = (mode: Snapshot['mode'], isLookOnly: boolean): WordKey =>
  mode === 'online' ? 'sub.downOnline' : isLookOnly ? 'sub.lookOnly' : 'sub.held';

/** Offline mode is in force, and OpenClaw has not followed or has not answered: a full disc would be a wish. */
function unfollowedScene({ switch: told }: Snapshot, make: Make): Scene | null {
  if (told?.run?.to !== 'offline' || told.run.problem === null) return null;
  return told.side === 'offline'
    ? make('trouble', 'warn', 'head.unproved', 'sub.below')
    : make('trouble', 'warn', 'head.notSwitched', 'sub.notSwitched');
}

function islandScene(snapshot: Snapshot, key: VerdictKey, make: Make): Scene {
  const line = offlineScene(snapshot, key);
  const isPlain = line.sub === 'sub.down' || line.sub === 'sub.choice';
  const head = snapshot.mode === 'offline' && sideOf(key) !== 'offline' ? 'head.works' : 'head.aiIsland';
  return { ...make('offline', 'good', head, isPlain ? 'ai.because' : line.sub), since: line.since };
}

/** Online, but worse than it should be: each in its own words. */
const worse: Partial<Record<VerdictKey, Pick<Scene, 'head' | 'sub'>>> = {
  lossy: { head: 'head.shaky', sub: 'sub.shaky' },
  slow: { head: 'head.slow', sub: 'sub.slow' },
  'proxy-only': { head: 'head.proxy', sub: 'sub.proxy' },
};

/** Offline mode is in force, by choice or by Auto. */
function offlineScene(snapshot: Snapshot, key: VerdictKey): Scene {
  const { internet, mode, outageSince } = snapshot;
  const isChoice = mode === 'offline';
  const sub = offlineSub(snapshot, key);
  const since = isChoice ? internet.since : (outageSince ?? internet.since);
  return { glyph: 'offline', tone: 'good', head: isChoice ? 'head.choice' : 'head.island', sub, since };
}

const needSubs = { 'sign-in': 'sub.captive', vpn: 'sub.vpn', dns: 'sub.dns', nothing: 'sub.down' } as const;

function offlineSub({ mode, asksReturn }: Snapshot, key: VerdictKey): WordKey {
  if (asksReturn) return 'sub.askBack';
  if (sideOf(key) === 'offline') return needSubs[needOf(key)];
  if (key === 'unknown') return 'sub.unasked';
  return mode === 'offline' ? 'sub.choice' : 'sub.back';
}
