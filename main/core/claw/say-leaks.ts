import type { Say, WordKey } from '../words.ts';
import type { LeakReason } from './leak.ts';
import { type LeakLine, leakLines } from './say.ts';
import type { ToldLeaks, ToldSwitch } from './told.ts';

/** Ways on which something could leave, by where they are kept. */
export interface LeakGroup {
  readonly id: 'config' | 'session' | 'cron' | 'env';
  readonly title: string;
  readonly lines: readonly LeakAdvice[];
}

export interface LeakAdvice extends LeakLine {
  /** What becomes of it offline, or what a person could do about it. */
  readonly todo: string;
}

const groups = ['config', 'session', 'cron', 'env'] as const;
const groupOf = (where: string): LeakGroup['id'] =>
  groups.find((one) => where.startsWith(`${one} `)) ?? 'config';

/** What a person could do about a way that offline mode does not close. */
const todos: Readonly<Record<LeakReason, WordKey>> = {
  ...{ cloud: 'leak.do.model', policy: 'leak.do.model', used: 'leak.do.model' },
  unlisted: 'leak.do.own',
  unfilled: 'leak.do.fill',
  ...{ key: 'leak.do.key', plugin: 'leak.do.key' },
  store: 'leak.do.store',
  unread: 'leak.do.ask',
  ...{ search: 'leak.do.service', fetch: 'leak.do.service', update: 'leak.do.service' },
  ...{ catalog: 'leak.do.service', speech: 'leak.do.service', media: 'leak.do.service' },
  ...{ embedding: 'leak.do.service', address: 'leak.do.service' },
};

/**
 * The report as its page shows it: by where each way is kept, those outside of the config last. A way that is not in
 * `after` is closed by offline mode; null: nobody has worked that out.
 */
export function leakGroups(report: ToldLeaks, after: ToldLeaks | null, say: Say): LeakGroup[] {
  const open = after && new Set(after.leaks.map(({ where, to, why }) => `${where} ${to} ${why}`));
  const lines = report.leaks.map((leak) => {
    const [line] = leakLines({ ...report, leaks: [leak] }, say);
    const isClosed = open !== null && after?.more === 0 && !open.has(`${leak.where} ${leak.to} ${leak.why}`);
    const todo = isClosed ? say('leak.closed') : todoSay(leak, say);
    return line ? { group: groupOf(leak.where), line: { ...line, where: bareOf(leak.where), todo } } : null;
  });
  return groups.flatMap((id) => {
    const own = lines.flatMap((one) => (one?.group === id ? [one.line] : []));
    return own.length === 0 ? [] : [{ id, title: say(`leak.g.${id}`), lines: own.toSorted(byWeight) }];
  });
}

function todoSay({ where, why }: ToldLeaks['leaks'][number], say: Say): string {
  const group = groupOf(where);
  if (group === 'session') return say('leak.do.chat');
  if (group === 'cron') return say('leak.do.job');
  return say(todos[why] ?? 'leak.do.service');
}

/** The group says what it is. */
const bareOf = (where: string): string =>
  groupOf(where) === 'config' ? where : where.slice(where.indexOf(' ') + 1);

const weights = { bad: 0, warn: 1, none: 2 } as const;
const byWeight = (a: LeakLine, b: LeakLine): number => weights[a.mark] - weights[b.mark];

/** The tone of the page: nothing leaves, something could, nobody can tell. */
export function leakTone({ models, services }: Pick<ToldLeaks, 'models' | 'services'>) {
  if (models === 'could') return 'bad' as const;
  if (models === 'none' && services === 'none') return 'good' as const;
  return models === 'none' && services === 'could' ? ('warn' as const) : ('mute' as const);
}

/** What could leave by the config as it is now, and when that was looked at (ms since the epoch; null: at the last switch). */
export function leaksNow({ run, ahead }: ToldSwitch): { report: ToldLeaks | null; at: number | null } {
  if (ahead?.now) return { report: ahead.now, at: ahead.at };
  // It has just been looked for; what was found before that is no answer any more.
  return { report: run?.isOver ? run.leaks : null, at: null };
}
