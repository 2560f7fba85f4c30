import { countedPhrase, type ReadyRow } from '../ready/say.ts';
import type { ToldItem } from '../ready/told.ts';
import type { Snapshot } from '../snapshot.ts';
import {
  fact,
  freshPart,
  type GuideFact,
  type GuideLine,
  line,
  named,
  open,
  partName,
  phraseOf,
} from './line.ts';

/** What does not work without internet, what to do instead, and how well that is prepared. */
export function limitLines(snapshot: Snapshot | null, now: number): GuideLine[] {
  const about = (id: 'pull' | 'cloud' | 'device' | 'web' | 'build' | 'keys', rest: Partial<GuideLine>) =>
    line(id, `guide.do.${id}`, { name: phraseOf(`guide.not.${id}`), ...rest });
  const see = (look: (shown: Snapshot, now: number) => GuideFact | null) => ({
    more: snapshot ? look(snapshot, now) : null,
  });
  return [
    about('pull', { ...see(modelsNow), ...open('prepare', 'offline-mode prepare') }),
    about('cloud', {
      example: phraseOf('guide.eg.cloud'),
      ...see(cloudNow),
      ...open('claw', 'offline-mode leaks'),
    }),
    about('device', { ...see(devicesNow), ...open('devices', 'offline-mode peers') }),
    about('web', { ...see(webNow), ...open('claw', 'offline-mode switch') }),
    about('build', { ...see(builtNow), ...open('ready', 'offline-mode check') }),
    about('keys', { ...see((shown) => itemNow(shown, 'keys')), ...open('ready', 'offline-mode check') }),
  ];
}

/** So many parts are told of; nobody reads more of them in a bad moment. */
const mostOwn = 8;

/** Parts that run now and would not, or not wholly, without internet: each with its own condition. */
export function ownLines(snapshot: Snapshot | null, now: number): GuideLine[] {
  const lines = (snapshot?.parts ?? []).flatMap((part): GuideLine[] => {
    const { id, offline, rule, health } = part;
    const isAbout = health === 'up' && (offline === 'no' || offline === 'partly');
    if (!snapshot || !isAbout || !freshPart(snapshot, id, now)) return [];
    const rest = { answer: fact('part', `off.${offline}`), command: 'offline-mode status' };
    return [line(`part:${id}`, rule, { name: partName(part), act: { do: 'why', part: id }, ...rest })];
  });
  if (lines.length <= mostOwn) return lines;
  const more = phraseOf('list.more', { n: lines.length - mostOwn });
  return [...lines.slice(0, mostOwn), line('more', more, open('home', 'offline-mode status'))];
}

const elsewhere: ReadonlySet<string> = new Set(['lan', 'tailnet', 'outside']);

/** How many models an outage would be met with. */
function modelsNow(snapshot: Snapshot, now: number): GuideFact | null {
  const part = freshPart(snapshot, 'ollama', now);
  if (part?.health !== 'up') return null;
  const n = snapshot.models.length;
  const missing = (snapshot.ready?.wishes ?? []).filter(
    ({ isHere, fits }) => !isHere && fits !== 'no',
  ).length;
  if (n === 0) return fact('bad', 'guide.f.models0');
  if (missing > 0) return fact('part', phraseOf('guide.f.missing', { n, m: missing }));
  const where = part.lines.map(({ value }) => /^ollama\.v\.ok\.(\w+)$/.exec(value?.key ?? '')?.[1]);
  const isElsewhere = where.some((one) => one !== undefined && elsewhere.has(one));
  if (isElsewhere) return fact('part', phraseOf('guide.f.modelsElse', { n }));
  return fact('good', phraseOf(n === 1 ? 'guide.f.models1' : 'guide.f.models', { n }));
}

/** Whether OpenClaw's config could still ask one. */
function cloudNow({ switch: told }: Snapshot): GuideFact | null {
  if (!told) return null;
  if (!told.isThere) return told.unread ? fact('rest', 'guide.f.noConfig') : null;
  const { run, ahead, side } = told;
  if (run?.isOver === false) return fact('wait', 'guide.f.moving');
  const found = (ahead?.now ?? run?.leaks ?? null)?.models ?? null;
  if (side !== 'online')
    return told.isSpoilt || found === 'could' ? fact('part', 'guide.f.still') : fact('good', 'guide.f.out');
  if (found === null) return null;
  return { none: fact('good', 'guide.f.noCloud'), could: fact('rest', 'guide.f.asked'), unknown: unsure }[
    found
  ];
}
const unsure = fact('ask', 'guide.f.unsure');

/** The devices that are known by now, and whether they would be after a restart. */
function devicesNow(snapshot: Snapshot, now: number): GuideFact | null {
  const part = freshPart(snapshot, 'tailscale', now);
  if (!part) return null;
  if (part.health === 'absent') return fact('rest', 'ready.v.noTs');
  if (part.health !== 'up') return fact('ask', part.fact, named(part.name));
  const n = snapshot.peers.count;
  if (n === 0) return fact('rest', 'svc.ts.none');
  const kept = itemOf(snapshot, 'peers')?.state;
  if (kept === 'fail') return fact('part', phraseOf('guide.f.forgets', { n }));
  return fact('good', phraseOf(kept === 'ok' ? 'guide.f.remembered' : 'guide.f.devices', { n }));
}

/** What offline mode does with OpenClaw's search, and whether its memory would be searched elsewhere. */
function webNow({ switch: told }: Snapshot): GuideFact | null {
  if (!told?.isThere) return null;
  if ((told.ahead?.left.length ?? 0) > 0) return fact('part', 'guide.f.memory');
  const turnsOff = (told.side === 'online' ? told.ahead?.diff : told.run?.diff) ?? [];
  if (!turnsOff.some(({ path }) => path.startsWith('tools.web.search'))) return null;
  return fact('rest', told.side === 'online' ? 'guide.f.webWill' : 'guide.f.webOff');
}

const built = ['image', 'backup', 'base', 'deps', 'machine'] as const;

/** What a container is made of: the first of it that is missing. */
function builtNow(snapshot: Snapshot): GuideFact | null {
  const items = built
    .flatMap((id) => itemOf(snapshot, id) ?? [])
    .filter(({ state }) => state !== 'not-wanted');
  if (!isSettled(snapshot)) return null;
  if (items.length === 0) return fact('rest', 'guide.f.unneeded');
  const gap = items.find(({ state }) => state !== 'ok');
  return gap ? factOf(gap, true) : fact('good', 'guide.f.built');
}

/** A line of the readiness, as it is proved now. */
export function itemNow(snapshot: Snapshot, id: string, isNamed = false): GuideFact | null {
  const item = isSettled(snapshot) ? itemOf(snapshot, id) : null;
  return item && factOf(item, isNamed);
}

const isSettled = ({ ready }: Snapshot): boolean => ready !== null && ready.state !== 'checking';
const itemOf = ({ ready }: Snapshot, id: string): ToldItem | null =>
  ready?.items.find((one) => one.id === id || one.id.startsWith(`${id}:`)) ?? null;

const marks: Readonly<Record<ToldItem['state'], ReadyRow['mark']>> = {
  ...{ ok: 'good', warn: 'part', fail: 'part', unknown: 'ask', 'not-wanted': 'rest' },
};
const factOf = ({ state, name, proof }: ToldItem, isNamed: boolean): GuideFact =>
  fact(marks[state], countedPhrase(proof), isNamed ? name : null);
