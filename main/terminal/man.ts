import { fromHome } from '../core/home.ts';
import type { Say, WordKey } from '../core/words.ts';
import { type Command, common, type Form, groups, type Option } from './command.ts';
import { commands } from './commands.ts';
import { optionSpelled, spelled } from './help.ts';
import type { Session } from './terminal.ts';

/** The page of the manual, as roff with the macros of man(7); letters beyond ASCII as they are, in UTF-8. */
export function manPage({ say, terminal }: Pick<Session, 'say' | 'terminal'>, version: string): string {
  const section = (name: string, body: readonly string[]) => [`.SH ${quoted(name)}`, ...body];
  const lines = [
    `.TH OFFLINE\\-MODE 1 "" "Offline Mode ${roff(version)}" ${quoted(say('app.name'))}`,
    ...section(say('man.n.name'), [`offline\\-mode \\- ${roff(say('man.name'))}`]),
    ...section(say('man.n.synopsis'), [
      '.B offline\\-mode',
      roff(say('cli.usage').split(' offline-mode ')[1] ?? ''),
    ]),
    ...section(say('man.n.description'), [line(say('cli.about')), '.PP', line(say('man.json'))]),
    ...section(
      say('man.n.commands'),
      groups.flatMap((group) => groupLines(group, say)),
    ),
    ...section(
      say('man.n.options'),
      common.flatMap((one) => optionLines(one, say)),
    ),
    ...section(
      say('man.n.exit'),
      ([0, 1, 2, 3] as const).flatMap((code) => ['.TP', `.B ${code}`, line(say(`man.exit${code}`))]),
    ),
    ...section(say('man.n.env'), [
      ...['.TP', '.B NO_COLOR', line(say('man.envColor'))],
      ...['.TP', '.B LC_ALL\\fR, \\fBLC_MESSAGES\\fR, \\fBLANG', line(say('man.envLang'))],
      ...['.TP', '.B OFFLINE_MODE_HOME', line(say('man.envHome'))],
    ]),
    ...section(
      say('man.n.files'),
      fileLines(terminal).flatMap(([path, says]) => ['.TP', `.I ${roff(path)}`, line(say(says))]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** What a person may want to look at, or to save. The page is read by others too: where somebody's home is stands in none. */
function fileLines({ paths, env }: Session['terminal']): (readonly [string, WordKey])[] {
  const homely = (path: string) => (env.HOME ? fromHome(path, env.HOME) : path);
  return [
    [homely(paths.settings), 'man.fileSettings'],
    [homely(paths.diary), 'man.fileDiary'],
    [homely(paths.journal), 'man.fileJournal'],
    [`${homely(paths.snapshots)}/`, 'man.fileCopies'],
    [`${homely(paths.logs)}/`, 'man.fileLogs'],
  ];
}

function groupLines(group: Command['group'], say: Say): string[] {
  const own = commands.filter((one) => one.group === group);
  return [`.SS ${quoted(say(`cli.group.${group}`))}`, ...own.flatMap((one) => commandLines(one, say))];
}

function commandLines(command: Command, say: Say): string[] {
  const { name, says, more, forms, examples } = command;
  const [only] = forms;
  const isOne = forms.length === 1 && only !== undefined;
  const usage = isOne ? [name, spelled(only)].filter((text) => text !== '').join(' ') : name;
  const inside = isOne
    ? only.options.flatMap((one) => optionLines(one, say))
    : forms.flatMap((one) => formLines(name, one, say));
  return [
    ...['.TP', `.B ${roff(usage)}`, line(say(says))],
    ...['.RS', ...(more ? ['.PP', line(say(more))] : []), ...inside],
    ...['.PP', `${roff(say('cli.examples'))}:`, '.PP', '.nf'],
    ...examples.map((typed) => `\\&  offline\\-mode ${roff(typed)}`),
    ...['.fi', '.RE'],
  ];
}

const formLines = (name: string, form: Form, say: Say): string[] => [
  ...['.TP', `.B ${roff(`${name} ${spelled(form)}`)}`, line(say(form.says))],
  ...(form.options.length > 0 ? ['.RS', ...form.options.flatMap((one) => optionLines(one, say)), '.RE'] : []),
];

const optionLines = (option: Option, say: Say): string[] => [
  ...['.TP', `.B ${roff(optionSpelled(option))}`, line(say(option.says))],
];

/** A dash is a dash to be typed, and a backslash none of roff's. */
const roff = (text: string): string => text.replaceAll('\\', '\\e').replaceAll('-', '\\-');

/** Text that begins a line: a point or an apostrophe there would be a request. */
function line(text: string): string {
  const safe = roff(text);
  return /^[.']/.test(safe) ? `\\&${safe}` : safe;
}

const quoted = (text: string): string => `"${roff(text).replaceAll('"', '\\(dq')}"`;
