import { jobName } from '../core/jobs/name.ts';
import { presets } from '../core/jobs/presets.ts';
import { parseService } from '../core/parts/targets.ts';
import {
  isSettingKey,
  type SettingKey,
  type Settings,
  settingKeys,
  settingSchemas,
} from '../core/settings.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Say } from '../core/words.ts';
import { claim } from '../engine/claim.ts';
import { callOwner } from '../engine/line.ts';
import type { Paths } from '../engine/paths.ts';
import { loadSettings } from '../engine/stores.ts';
import type { Tools } from '../engine/tools/tools.ts';
import type { Argument, Value } from './command.ts';
import { commands, type Found, findCommand, optionsOf } from './commands.ts';
import { plain } from './plain.ts';

/** Whom completing needs, which is less than other commands do. */
export interface Completing {
  readonly tools: Pick<Tools, 'files' | 'clock'>;
  readonly paths: Paths;
  readonly say: Say;
  readonly out: (text: string) => void;
}

/** What could be typed, and what it means; a text that begins with `:` is the shell's to complete. */
interface Hint {
  readonly value: string;
  readonly says: string;
}

/** Prints what could stand where the last word is, a line each. Asks nobody but the engine that runs, and not for long. */
export async function complete(asking: Completing, words: readonly string[]): Promise<void> {
  const typed = words.at(-1) ?? '';
  const hints = await hintsFor(asking, words.slice(0, -1), typed);
  const fitting = hints.filter(({ value }) => value.startsWith(':') || value.startsWith(typed));
  for (const { value, says } of fitting)
    asking.out(value.startsWith(':') ? `${value}\n` : `${plain(value)}\t${plain(says)}\n`);
}

async function hintsFor(asking: Completing, before: readonly string[], typed: string): Promise<Hint[]> {
  const { say } = asking;
  const isOver = before.includes('--');
  const { plainWords, option } = partsOf(before);
  const found = findCommand(plainWords);
  if (!isOver && option) return valuesFor(asking, option, { typed, words: plainWords });
  const [name, inside] = typed.startsWith('--') ? typed.split(/=(.*)/s) : [];
  if (!isOver && name !== undefined && inside !== undefined) {
    const value = optionOf(found, name.slice(2))?.value ?? null;
    const list = value ? await valuesFor(asking, value, { typed: inside, words: plainWords }) : [];
    return list.map((one) => ({ ...one, value: `${name}=${one.value}` }));
  }
  if (!isOver && typed.startsWith('-')) return optionHints(found, before, say);
  if (plainWords.length === 0) return commands.map((one) => ({ value: one.name, says: say(one.says) }));
  return found ? wordHints(asking, found, { typed, words: plainWords }) : [];
}

interface Typed {
  readonly typed: string;
  readonly words: readonly string[];
}

/** The words that are no options, and the option whose value is typed now. */
function partsOf(before: readonly string[]): {
  readonly plainWords: string[];
  readonly option: Value | null;
} {
  const plainWords: string[] = [];
  let option: Value | null = null;
  for (const word of before) {
    if (option) option = null;
    else if (word.startsWith('--') && word.length > 2)
      option = word.includes('=') ? null : (optionOf(findCommand(plainWords), word.slice(2))?.value ?? null);
    else if (!word.startsWith('-')) plainWords.push(word);
  }
  return { plainWords, option };
}

const optionOf = (found: Found | null, name: string) =>
  (found ? optionsOf(found) : commands.flatMap((command) => optionsOf({ command, form: null }))).find(
    (one) => one.name === name,
  );

function optionHints(found: Found | null, before: readonly string[], say: Say): Hint[] {
  const options = found
    ? optionsOf(found)
    : commands[0]
      ? optionsOf({ command: commands[0], form: null })
      : [];
  return options
    .filter(({ name }) => !before.includes(`--${name}`))
    .map(({ name, says }) => ({ value: `--${name}`, says: say(says) }));
}

/** A form of the command, or what its next word may be. */
async function wordHints(asking: Completing, { command, form, rest }: Found, typed: Typed): Promise<Hint[]> {
  const isNamed = form !== null && form.name !== '' && typed.words[1] === form.name;
  const forms =
    rest.length === 0 && !isNamed
      ? command.forms
          .filter(({ name }) => name !== '')
          .map(({ name, says }) => ({ value: name, says: asking.say(says) }))
      : [];
  if (forms.length > 0 || !form) return forms;
  const next = argAt(form.args, rest.length);
  return next ? valuesFor(asking, next, typed) : [];
}

function argAt(args: readonly Argument[], n: number): Argument | null {
  const last = args.at(-1);
  return args[n] ?? (last?.isMany ? last : null);
}

/** The longest (ms) that an engine is waited for: nobody presses Tab to wait. */
const patience = 600;

/** What the engine that runs shows; null where none does, or where it is busy. */
async function glance({ tools, paths }: Completing): Promise<Snapshot | null> {
  const claimed = await claim(paths.folder, false);
  if (!claimed.ok || claimed.value?.kind !== 'face') return null;
  const call = callOwner(claimed.value.socket);
  let undo = () => {};
  const late = new Promise<null>((resolve) => {
    undo = tools.clock.after(patience, () => resolve(null));
  });
  const read = await Promise.race([call.read(), late]);
  undo();
  call.hangUp();
  return read?.ok ? read.value : null;
}

async function valuesFor(asking: Completing, { is, choices }: Value, typed: Typed): Promise<Hint[]> {
  const said = choices.map((value) => ({ value, says: '' }));
  if (is === 'file' || is === 'folder') return [{ value: `:${is}`, says: '' }];
  if (is === 'choice' || is === 'free' || is === 'duration' || is === 'program') return said;
  if (is === 'command') return commandHints(asking, typed);
  if (is === 'setting') return settingKeys.map((value) => ({ value, says: '' }));
  const settings = (await loadSettings(asking.tools, asking.paths, false)).value;
  if (is === 'setting-value') return settingHints(asking, settings, typed);
  if (is === 'service') return serviceHints(settings);
  const snapshot = await glance(asking);
  const here = liveHints(asking, is, snapshot, settings);
  return [...here, ...said.filter(({ value }) => !here.some((one) => one.value === value))];
}

/** A command's name, then that of one of its forms. */
function commandHints({ say }: Completing, { words: [, name, more] }: Typed): Hint[] {
  if (name === undefined) return commands.map((one) => ({ value: one.name, says: say(one.says) }));
  const named = more === undefined ? commands.find((one) => one.name === name) : undefined;
  return (named?.forms ?? [])
    .filter((one) => one.name !== '')
    .map((one) => ({ value: one.name, says: say(one.says) }));
}

const serviceHints = (settings: Settings): Hint[] =>
  settings['lan.services'].flatMap((text) => {
    const service = parseService(text);
    return service ? [{ value: service.name, says: '' }] : [];
  });

function liveHints(
  { say }: Completing,
  is: Value['is'],
  snapshot: Snapshot | null,
  settings: Settings,
): Hint[] {
  const only = (values: readonly string[]) => values.map((value) => ({ value, says: '' }));
  switch (is) {
    case 'model':
      return only(modelsOf(snapshot, settings));
    case 'part':
      return only((snapshot?.parts ?? []).map(({ id }) => id));
    case 'job':
      return (snapshot?.jobs ?? []).map((job) => ({ value: job.id, says: jobName(job, say) }));
    case 'item':
      return only((snapshot?.ready?.items ?? []).map(({ id }) => id));
    case 'image':
      return only([settings['openclaw.image']]);
    case 'address':
      return only(snapshot?.shareable ?? []);
    default:
      return [];
  }
}

function modelsOf(snapshot: Snapshot | null, settings: Settings): string[] {
  const wanted = [settings['ollama.main'], settings['ollama.fallback'], ...settings['ollama.more']];
  const known = [
    ...(snapshot?.models ?? []),
    ...(snapshot?.ready?.wishes ?? []).map(({ name }) => name),
    ...wanted,
    ...presets.map(({ name }) => name),
  ];
  return [...new Set(known)].filter((name) => name !== '');
}

/** What a setting may be: its choices, true or false, a model, or what it is now. */
async function settingHints(asking: Completing, settings: Settings, typed: Typed): Promise<Hint[]> {
  const key = typed.words[2] ?? '';
  if (!isSettingKey(key)) return [];
  const only = (values: readonly string[]) => values.map((value) => ({ value, says: '' }));
  const schema = settingSchemas[key];
  if ('options' in schema) return only(schema.options.map(String));
  if (typeof settings[key] === 'boolean') return only(['true', 'false']);
  if (isModelKey(key)) return only(modelsOf(await glance(asking), settings));
  const now = settings[key];
  return only([Array.isArray(now) ? now.join(', ') : String(now)]).filter(({ value }) => value !== '');
}

const isModelKey = (key: SettingKey): boolean => key.startsWith('ollama.') && key !== 'ollama.places';
