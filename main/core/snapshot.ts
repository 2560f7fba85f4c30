import { z } from 'zod';
import { ToldSwitch, toldSwitch } from './claw/told.ts';
import { ToldDiary, toldDiary } from './diary/told.ts';
import { ToldDrill, toldDrill } from './drill/told.ts';
import { ToldFirst, toldFirst } from './first/found.ts';
import { hookProblems, ToldHooks, toldHooks } from './hooks/told.ts';
import { ToldJob, toldJobs } from './jobs/told.ts';
import { isTunnel, type Reading, tunnelOf } from './network/network.ts';
import { lossOf } from './network/quality.ts';
import { toldTrips, tripsKept } from './network/trips.ts';
import { factsOf } from './parts/judge.ts';
import { ToldAi, ToldPart, ToldParts, toldParts } from './parts/told.ts';
import { askingOf, paceOf } from './probing.ts';
import { ToldProblem } from './problem-told.ts';
import { snoozeLeft } from './quiet.ts';
import { ToldReady, toldReady } from './ready/told.ts';
import { same } from './same.ts';
import { modes, Settings } from './settings.ts';
import { ToldShare, toldShare } from './share.ts';
import { asksReturn } from './stance.ts';
import type { State } from './state.ts';
import {
  ToldAiNotice,
  ToldDrillNotice,
  ToldJobNotice,
  ToldNotice,
  toldAiNotice,
  toldNotice,
} from './told.ts';
import { verdictRules } from './verdicts.ts';

const stance = z.enum(['online', 'offline']);
const epoch = z.number().describe('ms since the epoch');
const internetStates = [...new Set(Object.values(verdictRules).map((rule) => rule.state))];
const causes = Object.values(verdictRules).flatMap((rule) => rule.cause ?? []);

export const Evidence = z.object({
  witness: z.enum(['link', 'gateway', 'resolver', 'dns', 'tls', 'page', 'proxy']),
  /** Whom it was: an interface, an address, a page. As in the settings. */
  target: z.string().max(400),
  family: z.union([z.literal(4), z.literal(6)]).nullable(),
  /** The interface that carried the question. */
  via: z.string().max(100).nullable(),
  answer: z.enum(['ok', 'forged', 'portal', 'odd', 'error', 'silent']),
  /** As the net said it: a status, a DNS code, a system error. */
  detail: z.string().max(300),
  ms: z.number().nullable(),
  at: epoch,
});
export type Evidence = z.infer<typeof Evidence>;

/**
 * What every face is shown, and what `status --json` prints (without `settings`). `schema: 1` is kept: fields are only
 * added. No secret ever gets in here.
 */
export const Snapshot = z.object({
  schema: z.literal(1),
  at: epoch,
  mode: z.enum(modes),
  /** The mode as it is kept on disk; differs while it is being saved or cannot be. */
  modeSaved: z.enum(modes),
  /** Every setting is on disk as it is in force. */
  saved: z.boolean(),
  stance,
  stanceWanted: stance,
  stanceSince: epoch,
  internet: z.object({
    state: z.enum(internetStates),
    cause: z.enum(causes).nullable(),
    since: epoch,
    /** How long it was watched before it was said, in ms. */
    after: z.number(),
    checking: z.boolean(),
    portal: z.string().max(2_000).nullable(),
    lookedAt: epoch.nullable(),
    /** The share of questions without an answer, 0 to 1; null while too few were asked. */
    loss: z.number().nullable().default(null),
    /** The smoothed round trip to the DNS servers, ms; null before the first. */
    roundTrip: z.number().nullable().default(null),
    /** How long (ms) the last answers took, the oldest first; null where none came. */
    trips: z.array(z.number().min(0).nullable()).max(tripsKept).default([]),
    /** The tunnel that carries everything, as the system calls it. */
    vpn: z.string().max(100).nullable().default(null),
    /** The system's HTTP proxy, without a password; `script` where only a browser can tell. */
    proxy: z.string().max(300).nullable().default(null),
    evidence: z.array(Evidence).max(100),
  }),
  lan: z.enum(['up', 'down', 'unknown']),
  lanSince: epoch,
  /** May packets leave: "asked" or why not. */
  probing: z.enum(['on', 'off', 'not-yet', 'paused', 'nobody']),
  pace: z.enum(['standard', 'gentle', 'eager', 'urgent']).default('standard'),
  /** Whether the person's AI works, and the first thing that stands against it; an older engine does not say. */
  ai: ToldAi.nullable().default(null),
  parts: z.array(ToldPart).max(80).default([]),
  peers: ToldParts.shape.peers.default({ list: [], count: 0, isAsking: false }),
  /** This machine's Ollama as we pass it on, and the addresses at which that could be. */
  share: ToldShare.nullable().default(null),
  shareable: z.array(z.string().max(60)).max(20).default([]),
  /** The models that are here, by name. */
  models: z.array(z.string().max(300)).max(200).default([]),
  /** What would hold if the internet went now; an older engine does not say. */
  ready: ToldReady.nullable().default(null),
  /** What is being prepared, in the order in which it was asked for. */
  jobs: z.array(ToldJob).max(80).default([]),
  /** Practising; an older engine does not say. */
  drill: ToldDrill.nullable().default(null),
  /** The person's own commands; an older engine does not say. */
  hooks: ToldHooks.nullable().default(null),
  /** How OpenClaw's config stands; an older engine does not say. */
  switch: ToldSwitch.nullable().default(null),
  /** Before "Start watching": what was found on this machine; else null. */
  first: ToldFirst.nullable().default(null),
  outageSince: epoch.nullable(),
  ...ToldDiary.shape,
  notice: ToldNotice.nullable(),
  aiNotice: ToldAiNotice.nullable().default(null),
  jobNotice: ToldJobNotice.nullable().default(null),
  drillNotice: ToldDrillNotice.nullable().default(null),
  /** What macOS did with the last notification. */
  notifications: z.enum(['unknown', 'shown', 'refused']),
  /** Until when the person wants no notification; null when they do. */
  snoozedUntil: epoch.nullable(),
  /** The person is asked whether the internet is back, because nobody outside may be. */
  asksReturn: z.boolean(),
  problems: z.array(ToldProblem),
  settings: Settings,
  engine: z.object({ owner: z.enum(['app', 'terminal']), pid: z.number(), version: z.string().max(60) }),
});
export type Snapshot = z.infer<typeof Snapshot>;
export type EngineId = Snapshot['engine'];

export function snapshotOf(state: State, engine: EngineId): Snapshot {
  const { network, stance: follow, epoch: offset, settings, notice } = state;
  const rule = verdictRules[network.verdict.key];
  const toEpoch = (at: number) => Math.round(at + offset);
  const evidence = evidenceOf(state);
  const asked = evidence.filter((line) => line.witness !== 'link').map((line) => line.at);
  return {
    schema: 1,
    at: toEpoch(state.at),
    mode: settings.mode,
    modeSaved: state.savedSettings.mode,
    saved: same(settings, state.savedSettings),
    stance: follow.is,
    stanceWanted: follow.wanted,
    stanceSince: toEpoch(follow.since),
    internet: {
      state: rule.state,
      cause: rule.cause,
      since: toEpoch(network.verdict.since),
      after: Math.round(network.verdict.after),
      checking: network.isChecking && state.isStarted,
      portal: rule.state === 'captive' ? network.portal : null,
      lookedAt: asked.length > 0 ? Math.max(...asked) : null,
      ...lineOf(state),
      trips: toldTrips(network),
      evidence,
    },
    lan: network.lan.state,
    lanSince: toEpoch(network.lan.since),
    probing: askingOf(state),
    pace: paceOf(state),
    ...toldParts(state),
    share: toldShare(state),
    ready: toldReady(state),
    jobs: toldJobs(state),
    drill: toldDrill(state),
    hooks: toldHooks(state),
    switch: toldSwitch(state),
    first: toldFirst(state),
    shareable: [...(factsOf(state, 'ollama')?.own ?? [])],
    models: modelsHere(state),
    outageSince: state.outage ? toEpoch(state.outage.since) : null,
    ...toldDiary(state),
    notice: notice && toldNotice(notice, offset),
    aiNotice: state.aiNotice && toldAiNotice(state.aiNotice, offset),
    jobNotice: state.jobNotice,
    drillNotice: state.drillNotice,
    notifications: state.notifications,
    snoozedUntil: snoozeLeft(state) > 0 ? settings['notices.snoozedUntil'] : null,
    asksReturn: asksReturn(state),
    problems: problemsOf(state),
    settings,
    engine,
  };
}

const modelsHere = (state: State): string[] =>
  (factsOf(state, 'ollama')?.models ?? [])
    .filter(({ isCloud }) => !isCloud)
    .map(({ name }) => name)
    .slice(0, 200);

/** How well the line carries, and what stands between. */
function lineOf({ network, at }: State): Pick<Snapshot['internet'], 'loss' | 'roundTrip' | 'vpn' | 'proxy'> {
  const { facts, quality, directAt, rtt } = network;
  const loss = lossOf(quality, at);
  return {
    loss: loss === null ? null : Math.round(loss * 100) / 100,
    roundTrip: directAt === null ? null : Math.round(rtt),
    vpn: tunnelOf(facts),
    proxy: facts?.proxy ?? (facts?.isPac ? 'script' : null),
  };
}

function problemsOf(state: State): Snapshot['problems'] {
  // A part that cannot be looked at says so in its own row.
  const retries = Object.entries(state.retries).filter(
    ([lane]) => !/^(part|act|podman|peers|share|claw|job|ready|sizes|hook|drill:\d)/.test(lane),
  );
  const failing = retries.map(([, retry]) => retry.problem);
  return [...state.problems, ...failing, ...hookProblems(state)].map(({ code, about, detail }) =>
    detail === undefined ? { code, about } : { code, about, detail },
  );
}

const order = ['link', 'gateway', 'resolver', 'dns', 'tls', 'page', 'proxy'];

/** Who said what, by which way, how long it took and when; the same list in every face. */
export function evidenceOf(state: State): Evidence[] {
  const { network, epoch: offset } = state;
  const readings = Object.values(network.readings).map((reading) => toEvidence(reading, offset));
  const lines = [...links(state), ...readings];
  return lines
    .sort((a, b) => order.indexOf(a.witness) - order.indexOf(b.witness) || compare(a, b))
    .slice(0, 100);
}

const compare = (a: Evidence, b: Evidence) =>
  (a.family ?? 0) - (b.family ?? 0) || (a.target < b.target ? -1 : 1);

function toEvidence(
  { witness, target, family, via, answer, detail, ms, at }: Reading,
  offset: number,
): Evidence {
  const took = ms === null ? null : Math.round(ms * 10) / 10;
  return {
    witness,
    target,
    family,
    via,
    answer,
    detail: detail.slice(0, 300),
    ms: took,
    at: Math.round(at + offset),
  };
}

function links({ network, epoch: offset }: State): Evidence[] {
  const { facts } = network;
  if (!facts) return [];
  const at = Math.round(network.factsAt + offset);
  const base = { witness: 'link' as const, detail: '', ms: null, at };
  const ways = [facts.v4, facts.v6].flatMap((way, index): Evidence[] =>
    way
      ? [
          {
            ...base,
            target: way.iface,
            family: index === 0 ? 4 : 6,
            via: way.iface,
            answer: 'ok',
            detail: isTunnel(way.iface) ? 'tunnel' : 'route',
          },
        ]
      : [],
  );
  if (ways.length > 0) return ways;
  if (facts.links.length === 0)
    return [{ ...base, target: '', family: null, via: null, answer: 'error', detail: 'down' }];
  return facts.links.map((name) => ({
    ...base,
    target: name,
    family: null,
    via: name,
    answer: 'error',
    detail: 'no-route',
  }));
}
