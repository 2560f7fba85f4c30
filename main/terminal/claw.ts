import { resolve } from 'node:path';
import { type Args, containerName } from '../core/claw/form.ts';
import { makeForm, ollamaInside, unmakeForm } from '../core/claw/forms.ts';
import { isolationSays } from '../core/claw/isolation.ts';
import { runName } from '../core/claw/run-form.ts';
import { writeFirstConfig } from '../engine/claw/first-config.ts';
import { askIsolation } from '../engine/claw/form-look.ts';
import { runOnce, shellIn } from '../engine/claw/form-run.ts';
import { createForm, type FormAsk, removeForm, wishFor } from '../engine/claw/forms.ts';
import { fromHome } from '../engine/parts/look.ts';
import { loadSettings } from '../engine/stores.ts';
import type { ClawWanted } from './claw-args.ts';
import { exits, type Session } from './terminal.ts';

type Wanted<Do extends ClawWanted['do']> = Extract<ClawWanted, { readonly do: Do }>;

/** What is done about OpenClaw's container needs no engine: Podman itself keeps what was made. */
export async function claw(session: Session, wanted: ClawWanted): Promise<number> {
  switch (wanted.do) {
    case 'claw.create':
      return create(session, wanted);
    case 'claw.run':
      return run(session, wanted);
    case 'claw.shell':
      return shell(session);
    case 'claw.isolation':
      return isolation(session);
    case 'claw.remove':
      return remove(session);
    case 'claw.init':
      return init(session, wanted);
  }
}

const settingsOf = async ({ terminal }: Session) =>
  (await loadSettings(terminal.tools, terminal.paths, false)).value;

async function askOf(
  session: Session,
  { form, workspace }: Wanted<'claw.create'> | Wanted<'claw.run'>,
): Promise<FormAsk> {
  const settings = await settingsOf(session);
  return { form, settings, workspace: workspace === null ? null : resolve(workspace) };
}

async function create(session: Session, wanted: Wanted<'claw.create'>): Promise<number> {
  const { terminal, say, look } = session;
  const { tools, signal } = terminal;
  const wish = await wishFor(tools, await askOf(session, wanted), signal);
  if (!wish.ok) return session.trouble(wish.problem);
  const { form, container: name, port } = wish.value;
  const { steps, start } = makeForm(wish.value);
  const [make, undo] = [[...steps.map((step) => step.make), start], unmakeForm(form, name)];
  if (wanted.isDry) {
    const lines = [say('form.would'), ...make.map(typed), '', say('form.undo'), ...undo.map(typed)];
    session.raw(`${look.isJson ? JSON.stringify({ schema: 1, form, make, undo }) : lines.join('\n')}\n`);
    return exits.done;
  }
  const made = await createForm(tools, wish.value, signal);
  if (!made.ok) return session.trouble(made.problem);
  const url = ollamaInside(wish.value);
  const lines = [
    say(`form.made.${form}`, { name }),
    say('form.ollama', { url }),
    say('form.dashboard', { port: port ?? '' }),
    say('form.see'),
  ];
  terminal.out(
    `${look.isJson ? JSON.stringify({ schema: 1, container: name, form, port, ollama: url }) : lines.join('\n')}\n`,
  );
  return exits.done;
}

/** As it could be typed into a shell, which this app never does. */
export const typed = (args: Args): string => ['podman', ...args].map(quoted).join(' ');

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** The command's own exit code, as from a shell. */
async function run(session: Session, wanted: Wanted<'claw.run'>): Promise<number> {
  const { tools, signal } = session.terminal;
  const ask = await askOf(session, wanted);
  const container = runName(containerName(ask.settings), tools.secret());
  const wish = await wishFor(tools, { ...ask, container }, signal);
  if (!wish.ok) return session.trouble(wish.problem);
  const ended = await runOnce(tools, wish.value, wanted.command, signal);
  return ended.ok ? ended.value : session.trouble(ended.problem);
}

async function shell(session: Session): Promise<number> {
  const { tools, signal } = session.terminal;
  const ended = await shellIn(tools, containerName(await settingsOf(session)), signal);
  return ended.ok ? ended.value : session.trouble(ended.problem);
}

/** Exit 3 where something could leave, and where OpenClaw in there could not work. */
async function isolation(session: Session): Promise<number> {
  const { terminal, say, look } = session;
  const asked = await askIsolation(terminal.tools, await settingsOf(session), terminal.signal);
  if (!asked.ok) return session.trouble(asked.problem);
  const { form, isolation: found } = asked.value;
  const lines = isolationSays(found, { form, platform: terminal.tools.platform });
  terminal.out(
    look.isJson
      ? `${JSON.stringify({ schema: 1, form, ...found })}\n`
      : `${lines.map(([key, values]) => say(key, values)).join('\n')}\n`,
  );
  return found.is !== 'open' && found.ollama === 'ok' ? exits.done : exits.unmet;
}

async function remove(session: Session): Promise<number> {
  const { terminal, say, look } = session;
  const name = containerName(await settingsOf(session));
  const gone = await removeForm(terminal.tools, name, terminal.signal);
  if (!gone.ok) return session.trouble(gone.problem);
  terminal.out(
    `${look.isJson ? JSON.stringify({ schema: 1, removed: name }) : say('form.removed', { name })}\n`,
  );
  return exits.done;
}

async function init(session: Session, { kind }: Wanted<'claw.init'>): Promise<number> {
  const { terminal, say, look } = session;
  const { tools, signal } = terminal;
  const written = await writeFirstConfig(tools, await settingsOf(session), kind, signal);
  if (!written.ok) return session.trouble(written.problem);
  const { path, models } = written.value;
  const lines = [
    say(`init.${kind}`, { path: fromHome(path, tools.machine.home) }),
    say('init.models', { models: models.join(', ') }),
    say('init.token'),
  ];
  terminal.out(`${look.isJson ? JSON.stringify({ schema: 1, path, models }) : lines.join('\n')}\n`);
  return exits.done;
}
