import { type Command, common, type Form, type Option } from './command.ts';
import { lookCommands, ownCommands } from './commands-look.ts';
import { modeCommands, partCommands } from './commands-parts.ts';
import { readyCommands } from './commands-ready.ts';

/**
 * Every command with its words, values and options: what may be typed, the help, the completions, the page of the manual and
 * the list of what prints which JSON are all made of it. A new command is an entry here.
 */
export const commands: readonly Command[] = [
  ...lookCommands,
  ...modeCommands,
  ...readyCommands,
  ...partCommands,
  ...ownCommands,
];

export const commandNames: readonly string[] = commands.map(({ name }) => name);

export const commandNamed = (name: string): Command | undefined => commands.find((one) => one.name === name);

/** What was typed, as far as it is known: a command, and which of its forms. */
export interface Found {
  readonly command: Command;
  /** Null where the word behind it is none of its forms. */
  readonly form: Form | null;
  /** What follows those words. */
  readonly rest: readonly string[];
}

export function findCommand([name = '', ...rest]: readonly string[]): Found | null {
  const command = commandNamed(name);
  if (!command) return null;
  const named = command.forms.find((one) => one.name !== '' && one.name === rest[0]);
  if (named) return { command, form: named, rest: rest.slice(1) };
  const usual = command.forms.find((one) => one.name === command.usual) ?? null;
  // A word that none of several forms begins with is no form; the one form of a command has words of its own.
  const isOwn = usual?.name === '' || rest.length === 0;
  return { command, form: isOwn ? usual : null, rest };
}

/** The options that may stand there, those of any command among them. */
export function optionsOf({ command, form }: Pick<Found, 'command' | 'form'>): readonly Option[] {
  const own = form ? form.options : command.forms.flatMap(({ options }) => options);
  return [...own, ...common];
}

/** `settings get`, `status`: what a form is called where it is one of many. */
export const pathOf = ({ name }: Pick<Command, 'name'>, form: Pick<Form, 'name'>): string =>
  form.name === '' ? name : `${name} ${form.name}`;

/** For `parseArgs`: every option of every command; one name takes a value everywhere or nowhere. */
export const parsed: Readonly<Record<string, { type: 'string' | 'boolean'; short?: string }>> =
  Object.fromEntries(
    [...commands.flatMap(({ forms }) => forms.flatMap(({ options }) => options)), ...common].map(
      ({ name, value, short }) => [
        name,
        { type: value ? ('string' as const) : ('boolean' as const), ...(short === null ? {} : { short }) },
      ],
    ),
  );
