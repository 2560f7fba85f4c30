import { type Total, totalOf } from '../diary/totals.ts';
import { same } from '../same.ts';
import { defaultSettings, type SettingKey, settingKeys, settingSchemas } from '../settings.ts';
import type { Evidence, Snapshot } from '../snapshot.ts';
import { isCommit } from '../version.ts';
import type { Cell, DoctorAsk, Row, SectionId } from './doctor.ts';
import { stateFacts } from './facts-state.ts';
import type { Veil } from './veil.ts';

export type Section = readonly [id: SectionId, rows: readonly Row[]];
export const row = (name: string, value: Cell): Row => ({ name, value });

/** What is known, by section. */
export function factsOf(ask: DoctorAsk, veil: Veil): Section[] {
  const { snapshot, now } = ask;
  const app: Section = ['app', appRows(ask, veil)];
  if (!snapshot) return [app];
  return [
    app,
    ['internet', internetRows(snapshot, veil)],
    ...stateFacts(snapshot, veil),
    ['diary', diaryRows(snapshot, now)],
    ['settings', settingRows(snapshot, veil)],
  ];
}

function appRows({ version, commit = '', system, own, from, snapshot }: DoctorAsk, veil: Veil): Row[] {
  const { platform, arch, release, node, electron, memory, free } = system;
  return [
    row('version', veil.version(version)),
    row('commit', isCommit(commit) ? commit : null),
    row('platform', platform === 'darwin' || platform === 'linux' ? platform : '?'),
    row('arch', /^(arm64|x64|ia32|arm)$/.test(arch) ? arch : '?'),
    row('release', veil.version(release.replace(/^(\d+\.\d+\.\d+)(?:-.*)?$/, '$1'))),
    row('node', veil.version(node)),
    ...(electron === null ? [] : [row('electron', veil.version(electron))]),
    row('memory.bytes', memory),
    row('disk.free.bytes', free),
    row('engine.from', from),
    ...(snapshot ? [row('engine.version', veil.version(snapshot.engine.version))] : []),
    row('folder', own.folder),
    ...own.files.map(({ name, is, bytes }) =>
      row(`file ${name}`, is === 'none' ? is : `${is}, ${bytes} bytes`),
    ),
  ];
}

function internetRows(
  { internet, lan, probing, pace, mode, stance, stanceSince, stanceWanted }: Snapshot,
  veil: Veil,
): Row[] {
  return [
    ...[
      row('mode', mode),
      row('stance', stance),
      row('stance.wanted', stanceWanted),
      row('stance.since', iso(stanceSince)),
    ],
    row('internet', internet.cause ?? internet.state),
    row('internet.since', iso(internet.since)),
    row('internet.watched.ms', internet.after),
    row('internet.checking', internet.checking),
    row('loss', internet.loss),
    row('round-trip.ms', internet.roundTrip),
    row('vpn', internet.vpn === null ? null : veil.link(internet.vpn)),
    row('proxy', internet.proxy === null ? null : veil.text(internet.proxy)),
    row('sign-in page', internet.portal !== null),
    ...[row('local network', lan), row('probing', probing), row('pace', pace)],
    ...internet.evidence.map((line) => evidenceRow(line, veil)),
  ];
}

/** What a witness answered; whom it is about is the same on every machine, or has an alias. */
function evidenceRow({ witness, target, family, via, answer, detail, ms, at }: Evidence, veil: Veil): Row {
  const who = witness === 'link' ? veil.link(target) : veil.text(target);
  const parts = [
    answer,
    veil.text(detail),
    family === null ? '' : `IPv${family}`,
    via === null || witness === 'link' ? '' : veil.link(via),
    ms === null ? '' : `${ms} ms`,
    iso(at),
  ];
  return row(`${witness} ${who}`.trim(), parts.filter((part) => part !== '').join(', '));
}

const day = 86_400_000;

/** What the diary has, as totals; of single outages when, how long and why. */
function diaryRows({ outages }: Snapshot, now: number): Row[] {
  const total = (days: number): Total => totalOf(outages, { from: now - days * day, until: now + 1 }, now);
  const [one, week] = [total(1), total(7)];
  return [
    ...[row('24 h: outages', one.outages), row('24 h: ms', one.lasted)],
    ...[row('7 d: outages', week.outages), row('7 d: ms', week.lasted)],
    ...outages
      .slice(-10)
      .map(({ from, lasted, cause, isDrill, to }) =>
        row(
          iso(from),
          [isVerdict(cause), `${lasted} ms`, isDrill ? 'drill' : '', to === null ? 'open' : '']
            .filter(Boolean)
            .join(', '),
        ),
      ),
  ];
}

const causes =
  /^(online|lossy|slow|proxy-only|dns-broken|captive|link-down|no-gateway|gateway-dead|upstream-dead|vpn-dead|unknown)$/;
const isVerdict = (cause: string): string => (causes.test(cause) ? cause : 'other');

/** Settings of which the value itself says nothing of a person: a switch, a number, a choice, a time of day. */
const isPlain = (key: SettingKey): boolean =>
  typeof defaultSettings[key] !== 'string' || 'options' in settingSchemas[key] || key.startsWith('quiet.');

/** Only what differs from the standard; a command of the person's own is only counted. */
function settingRows({ settings }: Snapshot, veil: Veil): Row[] {
  return settingKeys
    .filter((key) => !same(settings[key], defaultSettings[key]))
    .map((key) => row(key, settingCell(key, settings, veil)));
}

function settingCell(key: SettingKey, settings: Snapshot['settings'], veil: Veil): Cell {
  const value = settings[key];
  if (key.startsWith('hooks.') && Array.isArray(value))
    return value.length === 0 ? 'none' : `set, ${value.length} words`;
  if (Array.isArray(value)) return value.map((one) => settingText(key, one, veil)).join(', ') || 'none';
  if (typeof value !== 'string') return value;
  if (value === '') return 'none';
  return isPlain(key) ? value : settingText(key, value, veil);
}

function settingText(key: SettingKey, value: string, veil: Veil): string {
  if (key === 'lan.services') return veil.know('service', value.split('=')[0]?.trim() ?? '');
  if (/^ollama\.(main|fallback|more|canary)$/.test(key)) return veil.know('model', value);
  return veil.text(value);
}

/** A moment, the same in every time zone; one that is none says so. */
export const iso = (at: number | null): string =>
  at === null || !Number.isFinite(at) || Math.abs(at) > 8e15
    ? 'none'
    : new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
