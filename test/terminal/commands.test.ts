import { describe, expect, test } from 'vitest';
import { printed } from '../../main/core/printed.ts';
import { languages, speaker } from '../../main/core/words.ts';
import { readArgs } from '../../main/terminal/args.ts';
import { columns } from '../../main/terminal/columns.ts';
import { type Argument, type Command, common, type Form, type Option } from '../../main/terminal/command.ts';
import { commandNames, commands, findCommand, parsed, pathOf } from '../../main/terminal/commands.ts';
import { commandHelp, helpText } from '../../main/terminal/help.ts';

/** A value of each kind that is taken as one. */
const samples: Readonly<Record<Argument['is'], string>> = {
  ...{ choice: '', model: 'qwen3:0.6b', part: 'ollama', job: 'pull:a', item: 'backup', service: 'telmeet' },
  ...{ setting: 'mode', 'setting-value': 'auto', image: 'node:24', address: '10.0.0.1', command: 'status' },
  ...{ file: '/a.tar', folder: '/a', program: 'ls', duration: '5m', free: '10.0.0.1' },
};
const sample = ({ is, choices }: Pick<Argument, 'is' | 'choices'>) => samples[is] || (choices[0] ?? '');

const forms = commands.flatMap((command) => command.forms.map((form) => ({ command, form })));
const title = ({ command, form }: { command: Command; form: Form }) => pathOf(command, form);

/** As it is typed with all its values; `given`: one of its options. */
function typed(command: Command, form: Form, given: Option | null = null): string[] {
  const words = form.args.filter(({ isOptional }) => !isOptional).map(sample);
  const option = given ? [`--${given.name}`, ...(given.value ? [sample(given.value)] : [])] : [];
  // What cannot be typed without the other: a wait for nothing, and what only makes a deep look deeper.
  const also = [
    ...(command.name === 'wait' && given?.name !== 'until' ? ['--until', 'online'] : []),
    ...(given?.name === 'again' ? ['--deep'] : []),
  ];
  return [command.name, ...(form.name === '' ? [] : [form.name]), ...also, ...option, ...words];
}

describe('what is in the table is what can be typed', () => {
  test.each(forms.map((one) => [title(one), one] as const))('%s', (_title, { command, form }) => {
    if (command.name === 'check') expect(readArgs(['check', '--deep', 'a']).wanted.ok).toBe(true);
    expect(readArgs(typed(command, form)).wanted).toMatchObject({ ok: true });
    for (const one of form.options)
      expect(readArgs(typed(command, form, one)).wanted, `--${one.name}`).toMatchObject({ ok: true });
    for (const one of [...common].filter(({ name }) => command.name !== 'diary' || name !== 'json'))
      expect(readArgs(typed(command, form, one)).wanted, `--${one.name}`).toMatchObject({ ok: true });
    for (const { name, args } of [form])
      for (const [n, arg] of args.entries())
        for (const choice of arg.choices) {
          const before = args.slice(0, n).map(sample);
          const words = [command.name, ...(name === '' ? [] : [name]), ...before, choice];
          expect(readArgs(words).wanted, words.join(' ')).toMatchObject({ ok: true });
        }
  });

  test.each(forms.map((one) => [title(one), one] as const))(
    '%s: no option of another command is taken',
    (_title, { command, form }) => {
      const own = new Set([...form.options, ...common].map(({ name }) => name));
      for (const [name, { type }] of Object.entries(parsed).filter(([one]) => !own.has(one))) {
        const words = [...typed(command, form), `--${name}`, ...(type === 'string' ? ['x'] : [])];
        expect(readArgs(words).wanted, words.join(' ')).toMatchObject({
          ok: false,
          problem: { about: `--${name}` },
        });
      }
    },
  );

  test('each means something of its own, and no word that is in no list begins a command', () => {
    const wishes = new Set(
      forms.flatMap(({ command, form }) => {
        const { wanted } = readArgs(typed(command, form));
        return wanted.ok ? [JSON.stringify(wanted.value)] : [];
      }),
    );
    expect(wishes.size).toBe(forms.length);
    for (const word of ['images', 'bridge', 'act', 'complete', 'claw', '', 'constructor', 'toString'])
      expect(readArgs([word]).wanted, word).toMatchObject({
        ok: false,
        problem: { code: 'unknown-command' },
      });
  });

  test('examples can be typed', () => {
    for (const { name, examples } of commands) {
      expect(examples.length, name).toBeGreaterThan(0);
      for (const line of examples) {
        const [words = ''] = line.split(/ [|>] /);
        expect(readArgs(words.split(' ')).wanted, line).toMatchObject({ ok: true });
        expect(words.startsWith(name) || words === 'drill --help', line).toBe(true);
      }
    }
  });

  test('names stand once, and one option takes a value everywhere or nowhere', () => {
    expect(new Set(commandNames).size).toBe(commandNames.length);
    const all = forms.flatMap(({ form }) => form.options);
    for (const { name, value } of all)
      expect(parsed[name]?.type, name).toBe(value === null ? 'boolean' : 'string');
    for (const { name, usual, forms: own } of commands)
      expect(usual === null || own.some((one) => one.name === usual), name).toBe(true);
  });

  test('what each prints as JSON is described, or that it prints none', () => {
    expect(Object.keys(printed).toSorted()).toEqual(forms.map(title).toSorted());
  });
});

const tooLong = (text: string) => text.split('\n').filter((line) => columns(line) > 80);

describe.each(['en', 'ko'] as const)('help, in %s', (lang) => {
  const say = speaker(lang);

  test('names every command, in 80 columns', () => {
    const lines = helpText(say).split('\n');
    for (const name of commandNames)
      expect(
        lines.some((line) => new RegExp(`^ {2}${name} {2,}\\S`).test(line)),
        name,
      ).toBe(true);
    expect(tooLong(helpText(say))).toEqual([]);
  });

  test.each(commands.map((command) => [command.name, command] as const))('%s', (name, command) => {
    const texts = [null, ...command.forms].map((form) => commandHelp(command, form, say));
    for (const text of texts) {
      expect(tooLong(text.replaceAll(say('drill.say.app'), ''))).toEqual([]);
      expect(text).toContain(`offline-mode ${name}`);
      expect(text).not.toMatch(/undefined|NaN|\[object|\{\w+\}/);
    }
    for (const form of command.forms)
      for (const one of form.options) expect(texts[0]).toMatch(new RegExp(`^ {2}--${one.name}\\b`, 'm'));
  });

  test('a summary is short and has no full stop', () => {
    const words = Object.entries(languages[lang]);
    const own = new Set([
      ...commands.map(({ says }) => says),
      ...forms.flatMap(({ form }) => form.options.map(({ says }) => says)),
    ]);
    for (const [key, text] of words)
      if (own.has(key as never) && !key.startsWith('drill.say.')) {
        expect(text, key).not.toMatch(/\.$/);
        expect(columns(text), key).toBeLessThanOrEqual(66);
      }
  });
});

test.each([
  [['status', '--jsn'], 'cli.nearOption|--json', '--jsn'],
  [['mode', 'offline', '--quik'], 'cli.nearOption|--quick', '--quik'],
  [['pull', '--quick'], 'cli.badOption|', '--quick'],
  [['--langg', 'ko'], 'cli.nearOption|--lang', '--langg'],
  [['status', '--until', 'online'], 'cli.badOption|', '--until'],
])('%j: the option that was meant is named', (argv, detail, about) => {
  expect(readArgs(argv).wanted).toMatchObject({ ok: false, problem: { about, detail } });
});

test.each([
  ['hlep', 'help'],
  ['setings', 'settings'],
  ['comp', 'completion'],
  ['xyzzy', ''],
  ['install-everything', ''],
  ['q', ''],
  ['', ''],
])('“%s”: only a command that is close is named: “%s”', (word, detail) => {
  expect(readArgs([word, 'x']).wanted).toMatchObject({
    problem: { code: 'unknown-command', about: word, detail },
  });
});

test.each([
  [['uninstall', 'extra'], 'extra', 'uninstall '],
  [['settings', 'export', 'a', 'b'], 'b', 'settings export '],
])('%j: what does not belong there is named, with the usage of the command', (argv, about, usage) => {
  const detail = expect.stringMatching(new RegExp(`^cli.noWord\\|${usage}`));
  expect(readArgs(argv).wanted).toMatchObject({ ok: false, problem: { about, detail } });
});

test('help of one: by the command or behind it, and of one of its forms', () => {
  const about = (...argv: string[]) => readArgs(argv).wanted;
  expect(about('help', 'drill')).toMatchObject({ ok: true, value: { do: 'help', about: ['drill'] } });
  expect(about('settings', 'get', '--help')).toMatchObject({ value: { about: ['settings', 'get'] } });
  expect(about('help', '--help')).toMatchObject({ value: { about: [] } });
  expect(findCommand(['settings', 'get', 'mode'])).toMatchObject({ form: { name: 'get' }, rest: ['mode'] });
  expect(findCommand(['drill'])).toMatchObject({ form: { name: 'check' }, rest: [] });
  expect(findCommand(['openclaw', 'fly'])).toMatchObject({ form: null });
});
