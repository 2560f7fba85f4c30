import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HookAsk } from '../../main/core/hooks/hook.ts';
import { runHook } from '../../main/engine/hooks/run.ts';
import { runCommand } from '../../main/engine/tools/command.ts';
import { realTools } from '../../main/engine/tools/real.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'om-command-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function script(body: string, mode = 0o700, name = 'tell'): string {
  const path = join(folder, name);
  writeFileSync(path, body);
  chmodSync(path, mode);
  return path;
}

const run = (argv: readonly string[], more: { timeoutMs?: number; signal?: AbortSignal } = {}) =>
  runCommand(argv, {
    env: { PATH: '/usr/bin:/bin', OFFLINE_MODE_STANCE: 'offline' },
    home: folder,
    timeoutMs: 10_000,
    signal: new AbortController().signal,
    most: 1_200,
    ...more,
  });

/** How many processes have that word in what they were started with. */
const running = (mark: string): number =>
  execFileSync('ps', ['-eo', 'stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(mark) && !line.trim().startsWith('Z')).length;

const marked = () => `77${Math.floor(Math.random() * 1e7)}`;

describe('a command of the person’s own', () => {
  test('gets its arguments as they are, this environment alone, no input, and the home folder', async () => {
    const path = script('#!/bin/sh\nread -r line || line=closed\necho "$# $1 $line"; pwd; env | sort\n');
    process.env.OFFLINE_MODE_SECRET_FOR_TEST = 'hidden';
    const ran = await run([path, '$HOME; rm -rf "x" `id`', '']);
    delete process.env.OFFLINE_MODE_SECRET_FOR_TEST;
    const said = ran.ok ? ran.value.said : '';
    expect(ran).toMatchObject({ ok: true, value: { exitCode: 0, isLate: false } });
    expect(said).toContain('2 $HOME; rm -rf "x" `id` closed');
    expect(said).toContain(folder);
    expect(said).toContain('OFFLINE_MODE_STANCE=offline');
    expect(said).not.toContain('hidden');
  });

  test('is found from the home folder, and ends as it ends', async () => {
    script('#!/bin/sh\nexit 7\n');
    expect(await run(['~/tell'])).toMatchObject({ ok: true, value: { exitCode: 7, endedBy: null } });
    script('#!/bin/sh\nkill -SEGV $$\n');
    expect(await run(['~/tell'])).toMatchObject({ ok: true, value: { exitCode: null, endedBy: 'SIGSEGV' } });
  });

  test('one that hangs and does not listen is killed with all that it has started', async () => {
    const mark = marked();
    const path = script(`#!/bin/sh\ntrap '' TERM\nsleep ${mark} & sleep ${mark} & sleep ${mark}\n`);
    const began = Date.now();
    const ran = await run([path], { timeoutMs: 500 });
    expect(ran).toMatchObject({ ok: true, value: { isLate: true } });
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(running(mark)).toBe(0);
  });

  test('one that starts itself over and over is gone at its limit, down to the last', async () => {
    const mark = marked();
    // Bounded, should the killing fail: each has two, and they end by themselves.
    const path = script(
      `#!/bin/sh\ntrap '' TERM\n[ "$2" -gt 5 ] && exec sleep 20.${mark}\n"$0" ${mark} $(($2 + 1)) & "$0" ${mark} $(($2 + 1)) & wait\n`,
    );
    const ran = await run([path, mark, '0'], { timeoutMs: 1_500 });
    expect(ran).toMatchObject({ ok: true, value: { isLate: true } });
    expect(running(mark)).toBe(0);
  });

  test('what it leaves behind in its group ends with it', async () => {
    const mark = marked();
    const ran = await run([script(`#!/bin/sh\nsleep ${mark} &\necho well\n`)]);
    expect(ran).toMatchObject({ ok: true, value: { exitCode: 0, said: 'well\n' } });
    expect(running(mark)).toBe(0);
  });

  test('a flood is not kept, and does not keep this process busy', async () => {
    const path = script('#!/bin/sh\nyes 0123456789 2>/dev/null\n');
    const before = process.cpuUsage();
    const ran = await run([path], { timeoutMs: 2_000 });
    const { user, system } = process.cpuUsage(before);
    expect(ran.ok && ran.value.said.length).toBe(1_200);
    expect((user + system) / 1_000).toBeLessThan(1_000);
    const short = await run([
      script('#!/bin/sh\nhead -c 200000 /dev/zero | tr "\\0" x; echo; echo the end\n'),
    ]);
    expect(short.ok && short.value.said.endsWith('xxx\nthe end\n')).toBe(true);
  });

  test('called off it ends, too', async () => {
    const mark = marked();
    const ending = new AbortController();
    const running_ = run([script(`#!/bin/sh\nsleep ${mark}\n`)], { signal: ending.signal });
    setTimeout(() => ending.abort(), 300);
    expect(await running_).toMatchObject({ ok: false, problem: { code: 'called-off' } });
    expect(running(mark)).toBe(0);
    expect(await run([script('#!/bin/sh\n')], { signal: ending.signal })).toMatchObject({ ok: false });
  });

  test.each([
    ['is not there', () => join(folder, 'nobody'), 'hook-missing'],
    ['is a folder', () => folder, 'hook-not-program'],
    ['may not be executed', () => script('#!/bin/sh\n', 0o600), 'hook-not-program'],
    ['may be written by everybody', () => script('#!/bin/sh\n', 0o707), 'hook-loose'],
    ['may be written by its group', () => script('#!/bin/sh\n', 0o770), 'hook-loose'],
    ['names a shell that is not there', () => script('#!/no/such/shell\n'), 'hook-unstarted'],
  ])('one that %s is refused, and why is said', async (_title, path, code) => {
    expect(await run([path()])).toMatchObject({ ok: false, problem: { code } });
  });

  test('a link is followed, and what it leads to counts; so does a folder in which everybody may put another', async () => {
    const path = script('#!/bin/sh\n');
    symlinkSync(path, join(folder, 'link'));
    expect((await run([join(folder, 'link')])).ok).toBe(true);
    chmodSync(path, 0o702);
    expect(await run([join(folder, 'link')])).toMatchObject({
      problem: { code: 'hook-loose', detail: path },
    });
    const open = join(folder, 'open');
    mkdirSync(open);
    const inside = script('#!/bin/sh\n', 0o700, 'open/tell');
    chmodSync(open, 0o777);
    expect(await run([inside])).toMatchObject({ problem: { code: 'hook-loose', detail: open } });
    chmodSync(open, 0o1777);
    expect((await run([inside])).ok).toBe(true);
  });

  test('the hook itself says what happened, and whom it concerns', async () => {
    const tools = realTools({ programRoot: '/', isLogging: false });
    const ask: HookAsk = {
      ...{ seq: 1, stance: 'online', cause: 'drill', isDrill: true, isTry: false, since: 0, limitMs: 5_000 },
      argv: [script(`#!/bin/sh\nenv > ${folder}/env\nprintf 'a\\033[31mb\\n' >&2\nexit 4\n`)],
    };
    const end = await runHook(tools, ask, new AbortController().signal);
    expect(end).toMatchObject({
      exitCode: 4,
      said: 'a [31mb',
      problem: { code: 'hook-failed', detail: '4' },
    });
    const env = readFileSync(join(folder, 'env'), 'utf8');
    expect(env).toContain('OFFLINE_MODE_SINCE=1970-01-01T00:00:00.000Z');
    expect(env).toContain('OFFLINE_MODE_DRILL=1');
  });
});
