import type { ToldAiMark } from '../../main/core/diary/record.ts';
import { midnight } from '../../main/core/diary/totals.ts';
import { doctorMarkdown, doctorOf } from '../../main/core/doctor/report.ts';
import { keptOut as lanKeptOut } from '../../main/core/parts/lan.ts';
import type { Settings } from '../../main/core/settings.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { pathLine, type ToldTool } from '../../main/core/tool.ts';
import type { Lang } from '../../main/core/words.ts';
import type { Frame, ShownDoctor } from '../../preload/contract.ts';
import { at, type Switching } from '../claw/switching.ts';
import { day, hour, minute, outage } from '../fakes/diary.ts';
import { told as drill, failedAt, pre, report, running } from '../fakes/drills.ts';
import { manyJobs } from '../fakes/jobs.ts';
import type { Stack } from '../fakes/stack.ts';
import { noUpdate, watched } from '../fakes/watched.ts';

/** What a panel is shown at a moment, and when that is (ms since the epoch). The words are chosen later. */
export interface Moment {
  readonly frame: Omit<Frame, 'lang'>;
  readonly now: number;
  /** The doctor's report, which comes in words. */
  readonly doctor?: (lang: Lang) => ShownDoctor;
}

interface Given {
  readonly settings?: Partial<Settings>;
  readonly stack?: Partial<Stack>;
}

/** A Mac with a whole stack that has run for two minutes, and the real engine on it, in a simulated world. */
const beside = async ({ settings, stack }: Given = {}): Promise<Switching> => {
  const it = await at({ watching: true, ...settings }, stack);
  await it.pass(2 * minute);
  return it;
};

async function told(it: Switching, rest: Partial<Omit<Frame, 'lang' | 'snapshot'>> = {}): Promise<Moment> {
  const snapshot = it.snapshot();
  await it.engine.stop();
  return momentOf(snapshot, rest);
}

/** The command in a shell, not linked yet. */
const unlinked: ToldTool = {
  is: 'none',
  at: '/usr/local/bin/offline-mode',
  to: '/Applications/Offline Mode.app/Contents/Resources/offline-mode',
  line: null,
};

/** The moment that this snapshot is told, and nothing beside it. */
export function momentOf(snapshot: Snapshot, rest: Partial<Omit<Frame, 'lang' | 'snapshot'>> = {}): Moment {
  const { silentFor: _silent, preferred: _preferred, now: _now, ...calm } = watched;
  return {
    frame: { snapshot, isAway: false, ...calm, login: 'on', place: 'applications', tool: unlinked, ...rest },
    now: snapshot.at,
  };
}

/** The same moment, with something that takes hours or a disk full of models to be so. */
const withMore = ({ frame, now }: Moment, part: Partial<Snapshot>): Moment => ({
  frame: { ...frame, snapshot: { ...frame.snapshot, ...part } },
  now,
});

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
};

const online = once(async () => told(await beside()));

/** The internet is gone, and the switch has followed. */
const offline = once(async () => {
  const it = await beside();
  it.world.change({ upstream: 'silent' });
  await it.pass(12 * minute);
  return told(it);
});

/** In the middle of a switch that OpenClaw takes its time with. */
const switching = once(async () => {
  const it = await beside();
  it.gateway.applies = 600_000;
  await it.engine.send({ type: 'mode.set', mode: 'offline' });
  await it.pass(4_000);
  return told(it);
});

/** There is no model here that could answer. */
const refused = once(async () => {
  const it = await beside({ stack: { models: [] } });
  await it.engine.send({ type: 'mode.set', mode: 'offline' });
  await it.pass(minute);
  return told(it);
});

/** OpenClaw has refused what it was given, and has the one from before again. */
const undone = once(async () => {
  const it = await beside();
  it.gateway.how = 'refuses';
  await it.engine.send({ type: 'mode.set', mode: 'offline' });
  await it.pass(30_000);
  return told(it);
});

/** Somebody has put quite another config there while it was offline. */
const foreign = once(async () => {
  const it = await beside();
  await it.engine.send({ type: 'mode.set', mode: 'offline' });
  await it.pass(minute);
  it.world.disk.set('/home/me/.openclaw/openclaw.json', '{ broken');
  await it.engine.send({ type: 'mode.set', mode: 'online' });
  await it.pass(minute);
  return told(it);
});

const partly = once(async () => {
  const it = await beside();
  it.stack.gateway = 'native-hung';
  await it.pass(3 * minute);
  return told(it);
});

const stopped = once(async () => {
  const it = await beside();
  it.stack.ollama = 'down';
  it.gateway.winner = 'silent';
  it.world.change({ link: false, route: false });
  await it.pass(3 * minute);
  return told(it);
});

const asking = once(async () => {
  const it = await at({ watching: true, 'switch.consent': false });
  await it.pass(2 * minute);
  it.world.change({ upstream: 'silent' });
  await it.pass(minute);
  return told(it);
});

const captive = once(async () => {
  const it = await beside();
  it.world.change({ portal: 'honest' });
  await it.pass(minute);
  return told(it);
});

const checking = once(async () => {
  const it = await at({ watching: true });
  const snapshot = it.snapshot();
  await it.engine.stop();
  const { internet } = snapshot;
  const unknown = { state: 'unknown' as const, cause: null, checking: true, evidence: [] };
  return momentOf({ ...snapshot, internet: { ...internet, ...unknown }, ai: null });
});

/** Before anything was said yes to, on a Mac. */
const unsaid = async (stack: Partial<Stack>): Promise<Moment> => {
  const settings = { 'switch.consent': false, 'headscale.url': '', 'lan.services': [] };
  const it = await at(settings, stack, { isConsenting: false });
  await it.pass(20_000);
  return told(it, { local: 'unasked' });
};
const firstRun = once(async () => unsaid({}));

const nothing: Partial<Stack> = {
  ...{ hasOllama: false, ollama: 'down' as const, config: null, hasOpenClaw: false },
  ...{ gateway: 'native-down' as const, tailscale: 'absent' as const },
};

/** The same where nothing of it is, and macOS refuses both permissions. */
const firstBare = once(async () => {
  const moment = await unsaid({ ...nothing, headscale: 'down' });
  const { frame, now } = withMore(moment, { notifications: 'refused' });
  return { frame: { ...frame, local: 'denied' as const }, now };
});

/** A machine on which nothing of it is. */
const bare = once(async () => {
  const it = await at({ watching: true, 'headscale.url': '', 'lan.services': [] }, nothing);
  await it.pass(2 * minute);
  return told(it);
});

const away = once(async () => {
  const { frame, now } = await online();
  return { frame: { ...frame, isAway: true }, now: now + 2 * minute };
});

const kept = { stopped: 0, partly: 0, known: minute };

/** It works by day, sleeps at night, and stops for a quarter of an hour in an outage. */
function aiMarks(now: number): ToldAiMark[] {
  const nights = Array.from({ length: 30 }, (_, index) => midnight(now, index - 29)).flatMap(
    (at): ToldAiMark[] => [
      { at: at + 7 * hour, is: 'works' },
      { at: at + 23 * hour, is: 'asleep' },
    ],
  );
  const stop = now - 2 * day - 3 * hour;
  const stopped: ToldAiMark[] = [
    { at: stop, is: 'stopped' },
    { at: stop + 15 * minute, is: 'works' },
  ];
  return [...nights, ...stopped].filter(({ at }) => at < now).sort((a, b) => a.at - b.at);
}

/** A week as a person may have had it, and longer ago. */
const diary = once(async () => {
  const moment = await online();
  const { now } = moment;
  return withMore(moment, {
    aiTrack: aiMarks(now),
    earlierOutages: [outage(now - 19 * day, 3 * hour, { ai: kept })],
    outages: [
      outage(now - 4 * day + 3 * hour, 42 * minute, { cause: 'gateway-dead', ai: kept }),
      outage(now - 2 * day - 4 * hour, 138 * minute, {
        slept: 90 * minute,
        ai: { stopped: 15 * minute, partly: 0, known: 228 * minute },
      }),
      outage(now - 5 * hour, 5 * minute, { cause: 'dns-broken', ai: kept }),
      outage(now - 2 * hour, 2 * minute, { cause: 'link-down', isDrill: true, ai: kept }),
    ],
  });
});

/** With what the app itself knows beside the engine. */
const beyond = (rest: Partial<Omit<Frame, 'lang' | 'snapshot'>>) =>
  once(async () => {
    const { frame, now } = await online();
    return { frame: { ...frame, ...rest }, now };
  });

/** macOS keeps the app from the local network, and some part has found out. */
const keptOut = once(async () => {
  const moment = await online();
  const parts = moment.frame.snapshot.parts.map((part) =>
    part.kind === 'lan' ? { ...part, ...lanKeptOut } : part,
  );
  return withMore(moment, { parts });
});

/** What no page can make sense of. */
const broken = once(async () => withMore(await online(), { parts: null as never }));

const preparing = once(async () => withMore(await online(), { jobs: [...manyJobs] }));

const drilling = (make: (now: number) => Partial<ReturnType<typeof drill>>) =>
  once(async () => {
    const moment = await online();
    return withMore(moment, { drill: drill(make(moment.now)) });
  });
/** A notification has led there. */
const reported = (last: (now: number) => ReturnType<typeof report>) =>
  once(async () => {
    const { frame, now } = await drilling((at) => ({ now: over(at), last: last(at) }))();
    return { frame: { ...frame, page: { name: 'report' as const, n: 1 } }, now };
  });

/** A phone would keep the internet. */
const blocked = pre('wifi', {
  problem: { code: 'drill-path', about: 'iPhone USB' },
  checks: pre('wifi').checks.map((one) =>
    one.id === 'path' ? { ...one, is: 'no', about: 'iPhone USB' } : one,
  ),
});

const over = (now: number) => running(now, { phase: 'over', end: 'done' });

/** A report of a machine with something wrong, as it is read. */
const ill = once(async () => {
  const { frame, now } = await stopped();
  const doctor = doctorOf({
    ...{ snapshot: frame.snapshot, trouble: null, from: 'app', version: 'test', now },
    system: {
      platform: 'darwin',
      arch: 'arm64',
      release: '25.1.0',
      node: '24.21.0',
      electron: '45.4.1',
      memory: 36e9,
      free: 2e11,
    },
    own: { folder: 'good', files: [{ name: 'settings.json', is: 'good', bytes: 412 }] },
  });
  return { frame, now, doctor: (lang: Lang) => ({ ...doctorMarkdown(doctor, lang), at: now, saved: null }) };
});

/** With commands of one's own, one of which has failed. */
const hooked = once(async () => {
  const moment = await online();
  const { settings } = moment.frame.snapshot;
  const argv = {
    'hooks.offline': ['~/bin/when-offline', '--say', 'gone for now'],
    'hooks.online': ['/usr/bin/say', 'back'],
    'hooks.on': true,
  };
  const problem = { code: 'hook-failed' as const, about: '~/bin/when-offline', detail: '3' };
  const last = {
    stance: 'offline' as const,
    isTry: true,
    at: moment.now - 4 * minute,
    ms: 800,
    exitCode: 3,
    said: 'no such light: desk',
    problem,
  };
  return withMore(moment, { settings: { ...settings, ...argv }, hooks: { isDue: false, now: null, last } });
});

const faulty = once(async () =>
  withMore(await online(), { problems: [{ code: 'bug', about: 'part.look', detail: 'TypeError' }] }),
);

/** A file of settings has been read, and is not used yet. */
const fileRead = once(async () => {
  const { frame, now } = await online();
  const file = {
    is: 'read',
    path: '/Users/me/Downloads/offline-mode-settings.json',
    changes: [
      { key: 'outage.days', from: 14, to: 7 },
      { key: 'ollama.main', from: '', to: 'qwen2.5-coder:32b' },
      { key: 'ollama.places', from: ['http://127.0.0.1:11434'], to: ['http://ai.example.com:11434'] },
      { key: 'lan.services', from: [], to: ['telmeet=https://telmeet.lan:8443/health 200'] },
    ],
    refused: [
      { key: 'probe.pace', why: 'value', hint: 'choice:auto, standard, gentle' },
      { key: 'deps.folder', why: 'file', hint: null },
    ],
  } as const;
  return { frame: { ...frame, file }, now };
});

const largest = once(async () => {
  const moment = await online();
  const settings = { ...moment.frame.snapshot.settings, 'text.size': 'largest' } as const;
  return withMore(moment, { settings });
});

/** Every moment that has a picture, by its name. */
export const moments = {
  online,
  offline,
  switching,
  refused,
  undone,
  foreign,
  partly,
  stopped,
  asking,
  captive,
  checking,
  firstRun,
  firstBare,
  bare,
  away,
  awayElsewhere: once(async () => ({
    ...(await away()),
    frame: { ...(await away()).frame, isOwner: false },
  })),
  hidden: beyond({ isHidden: true }),
  linked: beyond({
    isOwner: false,
    tool: { ...unlinked, is: 'installed', at: '/Users/me/.local/bin/offline-mode', line: pathLine },
  }),
  loginWaits: beyond({ login: 'needs-approval' }),
  notInstalled: beyond({ login: 'off', place: 'other-runs' }),
  keptOut,
  bug: beyond({ bug: 'M3f2a' }),
  link: beyond({ link: { n: 1, asks: 'offline', told: null } }),
  linkIgnored: beyond({ link: { n: 1, asks: null, told: 'taking' } }),
  updateReady: beyond({ update: { ...noUpdate, is: 'ready', version: '0.2.0' } }),
  updateRefused: beyond({ update: { ...noUpdate, is: 'failed', version: '0.2.0', fault: 'signature' } }),
  broken,
  diary,
  fileRead,
  largest,
  preparing,
  drillChoice: drilling(() => ({ pre: pre('wifi') })),
  drillChoiceApp: drilling(() => ({ pre: pre('app') })),
  drillChoiceCheck: drilling(() => ({ pre: pre('check') })),
  drillBlocked: drilling(() => ({ pre: blocked })),
  drillRunning: drilling((now) => ({ now: running(now), isOwed: true, isWifiOwed: true })),
  drillReturning: drilling((now) => ({
    now: running(now, { phase: 'returning', steps: failedAt('claw') }),
    isOwed: true,
  })),
  drillPassed: reported((at) => report({ at })),
  drillFailed: reported((at) =>
    report({
      at,
      outcome: 'fail',
      steps: failedAt('claw', { problem: { code: 'answer-none', about: 'OpenClaw', detail: 'timeout' } }),
    }),
  ),
  ...{ ill, hooked, faulty },
  debt: drilling((now) => ({ paidAt: now, isPaidWifi: true })),
} satisfies Readonly<Record<string, () => Promise<Moment>>>;
export type MomentName = keyof typeof moments;
