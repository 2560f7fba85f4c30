import type { Say } from '../core/words.ts';
import { columns, pad, usualWide } from './columns.ts';
import { type Argument, type Command, common, type Form, groups, type Option } from './command.ts';
import { commands, pathOf } from './commands.ts';
import { wrap } from './wrap.ts';

/** Columns of a summary's beginning. */
const at = { command: 14, option: 22 } as const;

const row = (name: string, text: string, wide: number): string =>
  columns(name) + 4 > wide ? `  ${name}\n${' '.repeat(wide)}${text}` : `  ${pad(name, wide - 2)}${text}`;

/** All commands, each with a few words. */
export function helpText(say: Say): string {
  const lists = groups.flatMap((group) => [
    `${say(`cli.group.${group}`)}:`,
    ...commands
      .filter((one) => one.group === group)
      .map(({ name, says }) => row(name, say(says), at.command)),
    '',
  ]);
  return lines([
    say('cli.about'),
    '',
    say('cli.usage'),
    '',
    ...lists,
    `${say('cli.forAll')}:`,
    ...optionRows(common, say),
    '',
    say('cli.more'),
    say('cli.exits'),
  ]);
}

/** One command; or with `named` one way to type it. */
export function commandHelp(command: Command, named: Form | null, say: Say): string {
  const forms = named ? [named] : command.forms;
  const options = [...new Map(forms.flatMap((one) => one.options).map((one) => [one.name, one])).values()];
  const listed =
    forms.length > 1 ? [...forms.map((one) => row(spelled(one), say(one.says), at.option)), ''] : [];
  const own = options.length > 0 ? [`${say('cli.options')}:`, ...optionRows(options, say), ''] : [];
  const examples = command.examples.filter(
    (typed) => !named || named.name === '' || typed.startsWith(pathOf(command, named)),
  );
  const shown = examples.length > 0 ? examples : [pathOf(command, forms[0] ?? { name: '' })];
  return lines([
    named && named.name !== '' ? say(named.says) : say(command.says),
    '',
    `${say('cli.usageOf')} offline-mode ${usageOf(command, named)}`,
    '',
    ...(command.more ? [...wrap(say(command.more), usualWide), ''] : []),
    ...listed,
    ...own,
    `${say('cli.examples')}:`,
    ...shown.map((typed) => `  offline-mode ${typed}`),
    '',
    `${say('cli.forAll')}:`,
    ...optionRows(common, say),
  ]);
}

const lines = (texts: readonly string[]): string => `${texts.join('\n')}\n`;

const optionRows = (options: readonly Option[], say: Say): string[] =>
  options.map((one) => row(optionSpelled(one), say(one.says), at.option));

export const optionSpelled = ({ name, short, value }: Option): string =>
  [`--${name}`, ...(short === null ? [] : [`-${short}`])].join(', ') + (value ? ` ${value.shown}` : '');

const mostForms = 36;

/** `settings list|get|set|unset|path`, `pull [MODEL...] [OPTIONS]`. */
export function usageOf(command: Command, named: Form | null): string {
  const [only] = command.forms;
  const one = named ?? (command.forms.length === 1 ? only : undefined);
  const all = command.forms.map(({ name }) => name).join('|');
  // Where there are many they stand below, each in a line.
  const words = one ? spelled(one) : columns(all) > mostForms ? 'WORD' : all;
  const shown = one || command.usual === null ? words : `[${words}]`;
  return [command.name, shown, command.forms.some(({ options }) => options.length > 0) ? '[OPTIONS]' : '']
    .filter((text) => text !== '')
    .join(' ');
}

/** A form as it is typed, its values in capitals: `get KEY`. What another program is told stands behind `--`. */
export function spelled({ name, args }: Form): string {
  const words = args.map(argSpelled);
  const isProgram = args.some(({ is }) => is === 'program');
  const all = [name, ...(isProgram ? ['--'] : []), ...words].filter((text) => text !== '');
  return all.join(' ');
}

export function argSpelled({ shown, isOptional, isMany }: Argument): string {
  const word = `${shown}${isMany ? '...' : ''}`;
  return isOptional ? `[${word}]` : word;
}
