import type { ToldSwitch } from '../claw/told.ts';
import type { ToldDrill } from '../drill/told.ts';
import type { ToldJob } from '../jobs/told.ts';
import type { Snapshot } from '../snapshot.ts';
import type { LogLevel, LogLine } from './line.ts';

/**
 * What has changed from one snapshot to the next, for a person who looks for a fault: in words that stay the same from version to
 * version. No name of a device, a model or a file, no address and no value of a config is among them: a part of one's own is
 * called by its kind and its place in the list. `before`: null at an engine's start.
 */
export function logLines(before: Snapshot | null, after: Snapshot): LogLine[] {
  return [
    ...lineOf(before, after),
    ...partsOf(before, after),
    ...switchOf(before?.switch ?? null, after.switch),
    ...drillOf(before?.drill ?? null, after.drill),
    ...jobsOf(before, after),
    ...restOf(before, after),
    ...noticesOf(before, after),
    ...problemsOf(before, after),
  ];
}

const say = (level: LogLevel, area: string, text: string): LogLine => ({ level, area, text });

/** A line where it is another one than before. */
const news = (area: string, before: string | null | undefined, after: string): LogLine[] =>
  before === after ? [] : [say('info', area, after)];

function lineOf(before: Snapshot | null, after: Snapshot): LogLine[] {
  const net = ({ internet: { state, cause } }: Snapshot) => (cause === null ? state : `${state} ${cause}`);
  return [
    ...news('net', before && net(before), net(after)),
    ...news('lan', before?.lan, after.lan),
    ...news('probing', before?.probing, after.probing),
    ...news('mode', before?.mode, after.mode),
    ...news('stance', before?.stance, after.stance),
  ];
}

function partsOf(before: Snapshot | null, after: Snapshot): LogLine[] {
  const ai = ({ ai: told, parts }: Snapshot) =>
    told === null ? 'unknown' : [told.state, nameIn(parts, told.cause)].filter(Boolean).join(' ');
  const parts = after.parts.flatMap(({ id, health, offline }) => {
    const was = before?.parts.find((one) => one.id === id);
    return news(
      'part',
      was ? `${nameIn(after.parts, id)} ${was.health} ${was.offline}` : null,
      [...[nameIn(after.parts, id), health, offline]].join(' '),
    );
  });
  return [...parts, ...news('ai', before && ai(before), ai(after))];
}

/** A part that there may be several of has a name of the person's: its place in the list stands for it. */
function nameIn(parts: Snapshot['parts'], id: string | null): string {
  const part = parts.find((one) => one.id === id);
  if (!part) return id === null ? '' : 'other';
  const alike = parts.filter(({ kind }) => kind === part.kind);
  return alike.length === 1 ? part.kind : `${part.kind}-${alike.indexOf(part) + 1}`;
}

function switchOf(before: ToldSwitch | null, after: ToldSwitch | null): LogLine[] {
  if (!after) return [];
  const stands = ({ side, isOwed, isSpoilt }: ToldSwitch) =>
    [side, ...(isOwed ? ['owed'] : []), ...(isSpoilt ? ['spoilt'] : [])].join(' ');
  const asks = (told: ToldSwitch | null) => told?.asks ?? null;
  return [
    ...news('config', before && stands(before), stands(after)),
    ...(asks(after) !== asks(before) ? [say('info', 'switch', `asks ${asks(after) ?? 'nothing'}`)] : []),
    ...runOf(before?.run ?? null, after.run),
  ];
}

function runOf(before: ToldSwitch['run'], after: ToldSwitch['run']): LogLine[] {
  if (!after) return [];
  const { seq, to, by, steps, isOver, problem, took, proof } = after;
  const was = before?.seq === seq ? before : null;
  const begun = was ? [] : [say('info', 'switch', `${seq} begins to ${to} by ${by}`)];
  const moved = steps
    .filter(({ id, state }) => state !== 'todo' && was?.steps.find((one) => one.id === id)?.state !== state)
    .map(({ id, state, ms }) =>
      say(
        state === 'failed' ? 'warn' : 'info',
        'switch',
        `${seq} ${id} ${state}${ms === null ? '' : ` ${ms} ms`}`,
      ),
    );
  const end = [`${seq} ends`, ...(took ? [`took ${took}`] : []), ...(proof ? [`proof ${proof}`] : [])];
  const over =
    isOver && !was?.isOver
      ? [say(problem ? 'warn' : 'info', 'switch', [...end, ...(problem ? [problem.code] : [])].join(' '))]
      : [];
  return [...begun, ...moved, ...over];
}

function drillOf(before: ToldDrill | null, after: ToldDrill | null): LogLine[] {
  if (!after) return [];
  const owes = ({ isOwed, isWifiOwed }: ToldDrill) =>
    isOwed ? (isWifiOwed ? 'owes wifi' : 'owes') : 'owes nothing';
  const owed = before || after.isOwed ? news('drill', before && owes(before), owes(after)) : [];
  const { now } = after;
  if (!now) return owed;
  const was = before?.now?.seq === now.seq ? before.now : null;
  const phase =
    was?.phase === now.phase ? [] : [say('info', 'drill', `${now.seq} ${now.level} ${now.phase}`)];
  const steps = now.steps
    .filter(({ id, is }) => is !== 'todo' && was?.steps.find((one) => one.id === id)?.is !== is)
    .map(({ id, is, problem }) =>
      say(
        is === 'fail' ? 'warn' : 'info',
        'drill',
        [now.seq, id, is, ...(problem ? [problem.code] : [])].join(' '),
      ),
    );
  const end =
    now.end !== null && was?.end !== now.end ? [say('info', 'drill', `${now.seq} ends ${now.end}`)] : [];
  return [...owed, ...phase, ...steps, ...end];
}

/** What it is called is the person's: its place in the queue stands for it. */
function jobsOf(before: Snapshot | null, after: Snapshot): LogLine[] {
  const is = ({ kind, is: state, waitsFor, problem }: ToldJob) =>
    [kind, state, ...(waitsFor ? [waitsFor] : []), ...(problem ? [problem.code] : [])].join(' ');
  const moved = after.jobs.flatMap((job, n) => {
    const was = before?.jobs.find(({ id }) => id === job.id);
    if (was && is(was) === is(job)) return [];
    return [say(job.is === 'failed' ? 'warn' : 'info', 'job', `${n + 1} ${is(job)}`)];
  });
  const gone = (before?.jobs ?? []).filter(({ id }) => !after.jobs.some((job) => job.id === id));
  return [...moved, ...gone.map(({ kind }) => say('info', 'job', `${kind} forgotten`))];
}

function restOf(before: Snapshot | null, after: Snapshot): LogLine[] {
  const share = (told: Snapshot | null) => told?.share?.stand ?? 'none';
  const hook = after.hooks?.last ?? null;
  const isRun = hook !== null && hook.at !== before?.hooks?.last?.at;
  const ended = hook && [
    hook.stance,
    hook.exitCode ?? 'unended',
    ...(hook.problem ? [hook.problem.code] : []),
  ];
  return [
    ...(share(before) === share(after) ? [] : [say('info', 'share', share(after))]),
    ...(isRun && ended ? [say(hook.problem ? 'warn' : 'info', 'hook', ended.join(' '))] : []),
    ...news('notifications', before?.notifications, after.notifications),
  ];
}

function noticesOf(before: Snapshot | null, after: Snapshot): LogLine[] {
  const { notice, aiNotice, jobNotice, drillNotice } = after;
  const asked = after.switch?.notice ?? null;
  const given = [
    [notice?.id, before?.notice?.id, notice && `line ${notice.kind}`],
    [aiNotice?.id, before?.aiNotice?.id, aiNotice && `ai ${aiNotice.ai.state}`],
    [asked?.id, before?.switch?.notice?.id, asked && `switch ${asked.problem?.code ?? 'asks'}`],
    [jobNotice?.id, before?.jobNotice?.id, jobNotice && `job ${jobNotice.problem?.code ?? 'done'}`],
    [drillNotice?.id, before?.drillNotice?.id, drillNotice && 'drill'],
  ] as const;
  return given.flatMap(([id, was, text]) => (text && id !== was ? [say('info', 'notice', text)] : []));
}

function problemsOf(before: Snapshot | null, after: Snapshot): LogLine[] {
  const codes = (told: Snapshot | null) => [...new Set(told?.problems.map(({ code }) => code) ?? [])];
  const [old, now] = [codes(before), codes(after)];
  return [
    ...now.filter((code) => !old.includes(code)).map((code) => say('warn', 'problem', code)),
    ...old.filter((code) => !now.includes(code)).map((code) => say('info', 'problem', `${code} over`)),
  ];
}
