import { printed } from '../core/printed.ts';
import { jsonSchemaOf, jsonSchemaOfAll } from '../core/printed-schema.ts';
import { fail } from '../core/problem.ts';
import { versionSay } from '../core/version.ts';
import { speaker } from '../core/words.ts';
import { nearest } from './arg-words.ts';
import type { Shell, Wanted } from './args.ts';
import type { Command, Form, Value } from './command.ts';
import { commandNames, commands, findCommand, pathOf } from './commands.ts';
import { completionScript } from './completion.ts';
import { commandHelp, helpText } from './help.ts';
import { manPage } from './man.ts';
import { exits, type Session } from './terminal.ts';

/** What this program says of itself: all commands, one of them, or the page of the manual. */
export function help(session: Session, { about, isMan }: Extract<Wanted, { do: 'help' }>): number {
  const { terminal, say, look } = session;
  if (isMan) {
    // What is JSON is in no language.
    const page = manPage(look.isJson ? { say: speaker('en'), terminal } : session, terminal.version);
    session.raw(look.isJson ? textJson(page) : page);
    return exits.done;
  }
  if (about.length === 0) {
    terminal.out(look.isJson ? `${JSON.stringify(jsonHelp(commands))}\n` : helpText(say));
    return exits.done;
  }
  const found = findCommand(about);
  if (!found) return unknown(session, about[0] ?? '', commandNames);
  const named = found.form && about[1] === found.form.name ? found.form : null;
  terminal.out(
    look.isJson ? `${JSON.stringify(jsonHelp([found.command]))}\n` : commandHelp(found.command, named, say),
  );
  return exits.done;
}

/** The script that completes words in a shell. */
export function completion({ raw, look }: Session, shell: Shell): number {
  const script = completionScript(shell);
  raw(look.isJson ? textJson(script) : script);
  return exits.done;
}

const textJson = (text: string): string => `${JSON.stringify({ schema: 1, text })}\n`;

function unknown(session: Session, word: string, known: readonly string[]): number {
  session.trouble(fail('unknown-command', word, nearest(word, known)).problem);
  return exits.usage;
}

export function version({ terminal, look }: Session): number {
  const { version: is, commit = '' } = terminal;
  const told = { schema: 1, version: is, commit };
  terminal.out(look.isJson ? `${JSON.stringify(told)}\n` : `offline-mode ${versionSay(is, commit)}\n`);
  return exits.done;
}

/** The table itself, without a word in any language. */
const jsonHelp = (list: readonly Command[]) => ({
  schema: 1,
  commands: list.map(({ name, usual, forms, examples }) => ({
    ...{ name, usual, forms: forms.map(jsonForm) },
    examples: examples.map((typed) => `offline-mode ${typed}`),
  })),
});

const jsonForm = ({ name, args, options }: Form) => ({
  ...{ name, args },
  options: options.map((one) => ({
    name: one.name,
    short: one.short,
    value: one.value && written(one.value),
  })),
});

const written = ({ shown, is, choices }: Value) => ({ shown, is, choices });

/** The JSON Schema of what a command prints, or of all: whether it is one value or one a line, and what comes beside. */
export function schema(session: Session, about: readonly string[]): number {
  if (about.length === 0) {
    session.raw(told(jsonSchemaOfAll()));
    return exits.done;
  }
  const found = findCommand(about);
  const path = found?.form ? pathOf(found.command, found.form) : about.join(' ');
  if (!found) return unknown(session, about[0] ?? '', commandNames);
  if (!found.form || found.rest.length > 0) return unknown(session, about.join(' '), pathsOf(found.command));
  const what = printed[path];
  if (!what) return session.trouble({ code: 'no-schema', about: path });
  session.raw(told(jsonSchemaOf(what.schema)));
  return exits.done;
}

const pathsOf = (command: Command): string[] => command.forms.map((form) => pathOf(command, form));

const told = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
