import type { Problem } from '../core/problem.ts';
import type { Item, ToldItem } from '../core/uninstall/item.ts';
import { type Found, planOf } from '../core/uninstall/plan.ts';
import { isToDo, itemSay } from '../core/uninstall/say.ts';
import type { WordKey } from '../core/words.ts';
import { lookForTraces } from '../engine/uninstall/look.ts';
import { ownedBy } from '../engine/uninstall/place.ts';
import { runUninstall } from '../engine/uninstall/run.ts';
import { plain } from './plain.ts';
import { rowMark } from './print.ts';
import { exits, type Session } from './terminal.ts';
import type { UninstallWanted } from './uninstall-args.ts';

/** Shows what would be given back and removed, asks once, and does it. Exit 1 where something is left. */
export async function uninstall(session: Session, wanted: UninstallWanted): Promise<number> {
  const { tools, paths } = session.terminal;
  const owned = await ownedBy(tools, paths);
  if (owned && !wanted.isDry) return session.trouble(owned);
  const found = await lookedAt(session);
  const plan = planOf(found, wanted);
  const isAny = plan.some(({ act }) => act !== 'stay');
  // A result has the whole plan in it; a question that nobody answers has none.
  const isShown = !session.look.isJson || wanted.isDry || !wanted.isYes || !isAny;
  if (isShown) show(session, plan, wanted.isDry, !isAny && !wanted.isDry);
  if (owned) session.trouble(owned);
  if (found.conflict) return refused(session, found.conflict);
  if (wanted.isDry || !isAny) return owned ? exits.problem : exits.done;
  const stop = wanted.isYes ? null : await asked(session);
  return stop ?? carriedOut(session, found, wanted);
}

/** Of a config that somebody else has changed or taken away, and of one without its copy, the person has the last word. */
const undecided: Partial<Record<Problem['code'], WordKey>> = {
  'claw-unmerged': 'un.decide',
  'claw-gone': 'un.decide',
  'claw-no-copy': 'un.copyless',
};

function refused(session: Session, problem: Problem): number {
  session.trouble(problem);
  session.remark(undecided[problem.code] ?? 'un.kept');
  return exits.problem;
}

const lookedAt = ({ terminal }: Session): Promise<Found> =>
  lookForTraces(terminal.tools, terminal.paths, {
    isOwnHome: Boolean(terminal.env.OFFLINE_MODE_HOME),
    opensAtLogin: terminal.desk?.opensAtLogin(),
    signal: terminal.signal,
  });

function show(session: Session, plan: readonly Item[], isDry: boolean, isDone: boolean): void {
  const { terminal, look, say } = session;
  if (look.isJson) {
    const items = plan.map((item) => ({ ...item, is: 'planned', problem: null }));
    terminal.out(`${JSON.stringify({ schema: 1, isDry, isDone, items })}\n`);
    return;
  }
  if (plan.every(({ act }) => act === 'stay')) terminal.out(`${say('un.nothing')}\n`);
  for (const act of ['back', 'remove', 'stay'] as const) {
    const lines = plan.filter((item) => item.act === act).map((item) => said(session, item));
    if (lines.length > 0)
      terminal.out(`${say(`un.head.${act}`)}:\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
  }
  if (isDry) terminal.out(`${say('un.dry')}\n`);
}

const said = ({ terminal, say }: Session, item: Item): string =>
  plain(itemSay(item, terminal.tools.machine.home, say));

/** The exit code where nothing is to be done; null: it may be. */
async function asked(session: Session): Promise<number | null> {
  const { terminal, look, say } = session;
  if (!terminal.ask || look.isJson) {
    session.remark('un.yes');
    return exits.usage;
  }
  if (await terminal.ask(say('un.ask'))) return null;
  session.remark('un.no');
  return exits.problem;
}

async function carriedOut(session: Session, found: Found, wish: UninstallWanted): Promise<number> {
  const { terminal, look, say } = session;
  const { tools, paths, version, signal, desk } = terminal;
  const told = (item: ToldItem) => {
    if (!look.isJson) terminal.out(`${tellOne(session, item)}\n`);
  };
  const done = await runUninstall({ tools, paths, version, signal, desk, found, wish, told });
  if (!done.ok) return refused(session, done.problem);
  const isDone = done.value.every(({ is }) => is !== 'failed');
  if (look.isJson) {
    terminal.out(`${JSON.stringify({ schema: 1, isDry: false, isDone, items: done.value })}\n`);
    return isDone ? exits.done : exits.problem;
  }
  const problems = done.value.flatMap(({ problem }) => problem ?? []);
  for (const problem of problems) session.trouble(problem);
  terminal.out(`${say(isDone ? 'un.done' : 'un.part')}\n`);
  const left = done.value.filter(isToDo);
  if (left.length > 0)
    terminal.out(`${say('un.left')}\n${left.map((item) => `  ${said(session, item)}`).join('\n')}\n`);
  return isDone ? exits.done : exits.problem;
}

const tellOne = (session: Session, item: ToldItem): string =>
  `${rowMark(item.is === 'done' ? 'good' : 'bad', session.paper())} ${said(session, item)}`;
