import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completionScript } from '../../main/terminal/completion.ts';

/** Real shells, and the command itself as it is started by them, out of its sources. */
const root = resolve(import.meta.dirname, '../..');
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'oms-'));
  const start = join(home, 'start.mjs');
  writeFileSync(
    start,
    `globalThis.__VERSION__ = '9.9.9';\nglobalThis.__COMMIT__ = '';\nawait import(${JSON.stringify(join(root, 'main/terminal/index.ts'))});\n`,
  );
  mkdirSync(join(home, 'bin'));
  const command = join(home, 'bin/offline-mode');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${start}' "$@"\n`);
  chmodSync(command, 0o755);
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ version: 1, 'ollama.main': 'main:1b' }));
  for (const shell of ['bash', 'zsh', 'fish'] as const)
    writeFileSync(join(home, `script.${shell}`), completionScript(shell));
  writeFileSync(join(home, 'notes.tar'), '');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const isHere = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;
const env = () => ({
  ...{ PATH: `${join(home, 'bin')}:${process.env.PATH}`, HOME: home, OFFLINE_MODE_HOME: home },
  ...{ LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TERM: 'dumb' },
});

function told(shell: string, args: readonly string[], script: string): string[] {
  const ran = spawnSync(shell, [...args, '-c', script], { env: env(), cwd: home, encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  return ran.stdout.split('\n').filter((line) => line !== '');
}

const ways = {
  bash: (line: string) =>
    told(
      'bash',
      ['--norc', '--noprofile'],
      `source script.bash; COMP_LINE='${line}'; COMP_POINT=\${#COMP_LINE}; COMP_WORDS=(offline-mode); COMP_CWORD=1; _offline_mode; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ),
  zsh: (line: string) =>
    told(
      'zsh',
      ['-f'],
      `compdef() { : }; source script.zsh; _describe() { print -rl -- "\${(P@)3}" }; _files() { print -rl -- *.tar }
       words=("\${(@s: :)\${:-${line}}}"); [[ '${line}' == *' ' ]] && words[-1]=(); [[ '${line}' == *' ' ]] && words+=(''); CURRENT=$#words; _offline-mode`,
    ).map((one) => one.replaceAll('\\:', '\u0000').split(':')[0]?.replaceAll('\u0000', ':') ?? ''),
  fish: (line: string) =>
    told('fish', ['--no-config'], `source script.fish; complete -C '${line}'`).map(
      (one) => one.split('\t')[0] ?? '',
    ),
} as const;

/** What is typed, some of what is offered, and what is not; complete.test.ts has all the rest, without a shell. */
const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['offline-mode st', ['status', 'start', 'stop'], ['watch', 'settings']],
  ['offline-mode settings get probe.', ['probe.dns', 'probe.pace'], ['mode']],
  ['offline-mode settings set mode ', ['auto', 'offline', 'online'], ['probe.dns']],
  ['offline-mode wait --until o', ['online', 'offline'], ['--until']],
  ['offline-mode drill wifi --', ['--yes', '--at-most', '--json'], ['--markdown']],
  ['offline-mode image load ', ['notes.tar'], ['load']],
];

/** Each starts a shell and the command: a second, on a busy machine many. */
const patience = { timeout: 60_000 };

describe.each(['bash', 'zsh', 'fish'] as const)('%s', patience, (shell) => {
  const isIn = isHere(shell);
  if (!isIn) console.info(`${shell} is not on this machine, so its completions were not tried in it`);

  test.skipIf(!isIn).each(cases)('%s', (line, offered, others) => {
    const found = ways[shell](line);
    expect(found).toEqual(expect.arrayContaining([...offered]));
    for (const one of others) expect(found).not.toContain(one);
  });

  test.skipIf(!isIn)('a name with a colon in it is one word', () => {
    const found = ways[shell]('offline-mode pull main:');
    // bash replaces only what stands behind the colon.
    expect(found).toEqual([shell === 'bash' ? '1b' : 'main:1b']);
  });
});
