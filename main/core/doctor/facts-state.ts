import type { ToldPart } from '../parts/told.ts';
import type { Snapshot } from '../snapshot.ts';
import { isWord } from '../words.ts';
import type { Cell, Row, SectionId } from './doctor.ts';
import type { Veil } from './veil.ts';

type Section = readonly [id: SectionId, rows: readonly Row[]];
const row = (name: string, value: Cell): Row => ({ name, value });
const listed = (parts: readonly (string | false | null)[]): string => parts.filter(Boolean).join(', ');

/** What the AI, its parts, the switch and all that is prepared and practised look like. */
export function stateFacts(snapshot: Snapshot, veil: Veil): Section[] {
  return [
    ['ai', aiRows(snapshot, veil)],
    ['parts', snapshot.parts.flatMap((part) => partRows(part, veil))],
    ['switch', switchRows(snapshot, veil)],
    ['ready', readyRows(snapshot, veil)],
    ['jobs', jobRows(snapshot, veil)],
    ['drill', drillRows(snapshot, veil)],
    ['hooks', hookRows(snapshot, veil)],
  ];
}

/** A part by its kind; a service of the person's own by an alias. */
const partName = ({ id, kind, name }: Pick<ToldPart, 'id' | 'kind' | 'name'>, veil: Veil): string =>
  kind === 'lan' ? veil.know('service', name || id) : kind;

function aiRows({ ai, parts, models, peers, share }: Snapshot, veil: Veil): Row[] {
  const cause = parts.find(({ id }) => id === ai?.cause);
  const count = (path: string) => peers.list.filter((peer) => peer.path === path).length;
  return [
    row('ai', ai?.state ?? null),
    row('because', ai ? veil.phrase(ai.because) : null),
    row('cause', cause ? partName(cause, veil) : null),
    row('answers', ai?.answerer ?? null),
    row('model', ai?.model ? veil.model(ai.model) : null),
    row('models here', models.length),
    row('peers', peers.count),
    ...(['direct', 'relay', 'peer-relay', 'idle', 'unreachable'] as const).map((path) =>
      row(`peers.${path}`, count(path)),
    ),
    row('share', share ? share.stand : 'none'),
  ];
}

function partRows(part: ToldPart, veil: Veil): Row[] {
  const name = partName(part, veil);
  const { health, offline, needed, fact, rule, doing } = part;
  return [
    row(name, listed([health, `offline: ${offline}`, needed && 'needed'])),
    row(`${name}.fact`, veil.phrase(fact)),
    row(`${name}.rule`, veil.phrase(rule)),
    ...part.lines.flatMap((line) => lineRows(name, line, veil)),
    ...(doing ? [row(`${name}.asked`, listed([doing.act, doing.phase, doing.problem?.code ?? null]))] : []),
  ];
}

/** A line of evidence; where its name or its value is a version, that as well. */
function lineRows(part: string, { name, value, mark }: ToldPart['lines'][number], veil: Veil): Row[] {
  const version = name.key === 'hs.version' ? value?.values.text : name.values.version;
  const is =
    name.key === 'hs.version'
      ? null
      : row(`${part}: ${isWord(name.key) ? name.key : '?'}`, value ? veil.phrase(value) : mark);
  return [
    ...(typeof version === 'string'
      ? [row(`${part}.version`, veil.version(version.split('-')[0] ?? ''))]
      : []),
    ...(is ? [is] : []),
  ];
}

function switchRows({ switch: told }: Snapshot, veil: Veil): Row[] {
  if (!told) return [];
  const { run, ahead } = told;
  return [
    row('config', told.isThere ? told.side : (told.unread?.code ?? 'none')),
    row('owed', told.isOwed),
    row('asks', told.asks),
    ...told.chain.map(({ ref, place }, n) => row(`chain ${n + 1}`, `${veil.model(ref)}, ${place}`)),
    ...(run
      ? [
          row('run', listed([run.to, run.by, run.isOver ? 'over' : 'going on', run.problem?.code ?? null])),
          row(
            'run.steps',
            run.steps
              .map(({ id, state, ms }) => `${id} ${state}${ms === null ? '' : ` ${ms} ms`}`)
              .join(', '),
          ),
          row('run.took', listed([run.took, run.tookBy])),
          row('run.in-force.ms', run.inForce),
          row('run.proof', run.proof),
          row('run.changed', run.diff.length),
        ]
      : []),
    row(
      'ahead',
      ahead
        ? listed([ahead.valid, `${ahead.diff.length + ahead.more} changes`, ahead.problem?.code ?? null])
        : null,
    ),
    row(
      'leaks.now',
      ahead?.now ? listed([`models: ${ahead.now.models}`, `services: ${ahead.now.services}`]) : null,
    ),
    row(
      'leaks.offline',
      ahead?.after ? listed([`models: ${ahead.after.models}`, `services: ${ahead.after.services}`]) : null,
    ),
  ];
}

function readyRows({ ready }: Snapshot, veil: Veil): Row[] {
  if (!ready) return [];
  return [
    row('ready', ready.state),
    ...[row('proved', ready.proved), row('of', ready.of), row('days', ready.days)],
    ...ready.items.map(({ group, name, state, isMust, problem }) =>
      row(
        `${group}: ${isWord(name.key) ? name.key : '?'}`,
        listed([state, isMust && 'must', problem && veil.problem(problem).code]),
      ),
    ),
  ];
}

function jobRows({ jobs }: Snapshot, veil: Veil): Row[] {
  return jobs.map(({ kind, what, is, waitsFor, share, problem }) =>
    row(
      what === ''
        ? kind
        : `${kind} ${veil.know(kind === 'pull' || kind === 'repair' || kind === 'deep' ? 'model' : 'text', what)}`,
      listed([is, waitsFor, share === null ? null : `${Math.round(share * 100)} %`, problem?.code ?? null]),
    ),
  );
}

function drillRows({ drill }: Snapshot, veil: Veil): Row[] {
  if (!drill) return [];
  const { last, now } = drill;
  return [
    row('owed', drill.isOwed),
    ...(now ? [row('now', listed([now.level, now.phase, now.problem?.code ?? null]))] : []),
    ...(last
      ? [
          row('last', listed([last.level, last.outcome, last.end, `${last.ms} ms`])),
          row(
            'last.steps',
            last.steps.map(({ id, is, ms }) => `${id} ${is}${ms === null ? '' : ` ${ms} ms`}`).join(', '),
          ),
          ...[
            row('load.ms', last.figures.loadMs),
            row('first.ms', last.figures.firstMs),
            row('tokens/s', last.figures.speed),
          ],
          ...Object.entries(last.of.versions).map(([name, version]) =>
            row(`version ${veil.text(name)}`, veil.version(version)),
          ),
          row('holds', drill.spoilt === null),
        ]
      : []),
  ];
}

/** What they are and what they said is the person's own. */
function hookRows({ hooks, settings }: Snapshot, _veil: Veil): Row[] {
  const last = hooks?.last;
  return [
    row('offline', settings['hooks.offline'].length > 0),
    row('online', settings['hooks.online'].length > 0),
    row('on', settings['hooks.on']),
    row(
      'last',
      last
        ? listed([
            last.stance,
            last.isTry && 'try',
            `exit ${last.exitCode}`,
            `${last.ms} ms`,
            last.problem?.code ?? null,
          ])
        : null,
    ),
  ];
}
