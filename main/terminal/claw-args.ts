import { type Form, forms } from '../core/claw/form.ts';
import { ok, type Result } from '../core/problem.ts';
import { text, usage } from './arg-words.ts';
import type { Wanted } from './args.ts';

/** What is done about OpenClaw's container and its first config. */
export type ClawWanted =
  | {
      readonly do: 'claw.create';
      readonly form: Form;
      readonly workspace: string | null;
      readonly isDry: boolean;
    }
  | {
      readonly do: 'claw.run';
      readonly form: Form;
      readonly workspace: string | null;
      readonly command: readonly string[];
    }
  | { readonly do: 'claw.shell' }
  | { readonly do: 'claw.isolation' }
  | { readonly do: 'claw.remove' }
  | { readonly do: 'claw.init'; readonly kind: 'host' | 'podman' };

type Values = Readonly<Record<string, unknown>>;

const acts = ['create', 'run', 'shell', 'isolation', 'remove', 'init'] as const;

/** The words behind `openclaw` that are about its container; null for all others. */
export function readForm(words: readonly string[], values: Values): Result<Wanted> | null {
  const [command, act = '', ...rest] = words;
  if (command !== 'openclaw' || !acts.some((known) => known === act)) return null;
  if (act === 'run') return readRun(rest, values);
  if (rest.length > 0) return usage('cli.badOption', rest[0] ?? '');
  switch (act) {
    case 'create':
      return readCreate(values);
    case 'init':
      return readInit(values);
    case 'shell':
      return ok({ do: 'claw.shell' });
    case 'isolation':
      return ok({ do: 'claw.isolation' });
    default:
      return ok({ do: 'claw.remove' });
  }
}

function readCreate(values: Values): Result<Wanted> {
  const asked = readKept(values);
  return asked.ok ? ok({ do: 'claw.create', ...asked.value, isDry: values['dry-run'] === true }) : asked;
}

/** What stands behind `--` is the command's own, options included. */
function readRun(command: readonly string[], values: Values): Result<Wanted> {
  if (command.length === 0) return usage('cli.needs', 'openclaw run', '-- COMMAND');
  const asked = readKept(values);
  return asked.ok ? ok({ do: 'claw.run', ...asked.value, command }) : asked;
}

/** In whatever letters. Without a word it is D: it works everywhere, and says of itself how little it keeps apart. */
function readKept(values: Values): Result<{ readonly form: Form; readonly workspace: string | null }> {
  const typed = values.form === undefined ? 'D' : (text(values.form) ?? '').toUpperCase();
  const form = forms.find((known) => known === typed);
  if (!form) return usage('cli.needs', '--form', forms.toSorted().join(', '));
  const workspace = text(values.workspace) ?? null;
  if ('workspace' in values && (workspace ?? '') === '') return usage('cli.needs', '--workspace', 'DIR');
  return ok({ form, workspace });
}

function readInit(values: Values): Result<Wanted> {
  const typed = values.form === undefined ? 'host' : text(values.form);
  return typed === 'host' || typed === 'podman'
    ? ok({ do: 'claw.init', kind: typed })
    : usage('cli.needs', '--form', 'host, podman');
}
