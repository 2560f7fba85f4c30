import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { programsUnder } from '../../main/engine/tools/programs.ts';

const root = mkdtempSync(join(tmpdir(), 'om-launch-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const programs = programsUnder(root);

function program(path: string, script: string): void {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}
const soon = { timeout: 5_000, interval: 20 };

describe('a program that goes on without us', () => {
  test('is started with its own variables, known by its start, and ended by its number', async () => {
    const told = join(root, 'told');
    program('usr/bin/server', `echo "$OLLAMA_HOST $PPID" > ${told}; exec /bin/sleep 60`);
    const launched = await programs.launch('server', [], { OLLAMA_HOST: '127.0.0.1:1' });
    if (!launched.ok) throw new Error(launched.problem.code);
    await expect.poll(() => existsSync(told) && readFileSync(told, 'utf8'), soon).toMatch(/^127\.0\.0\.1:1 /);
    expect(programs.isRunning(launched.value)).toBe(true);
    // Another process may have that number one day.
    expect(programs.isRunning({ ...launched.value, startedAt: '1' })).toBe(false);
    programs.end({ ...launched.value, startedAt: '1' });
    expect(programs.isRunning(launched.value)).toBe(true);
    programs.end(launched.value);
    await expect.poll(() => programs.isRunning(launched.value), soon).toBe(false);
    programs.end(launched.value);
  });
  test('is not there', async () => {
    expect(await programs.launch('nothing', [], {})).toMatchObject({
      ok: false,
      problem: { code: 'no-program' },
    });
  });
  test('cannot be started', async () => {
    mkdirSync(join(root, 'usr/bin'), { recursive: true });
    writeFileSync(join(root, 'usr/bin/garbled'), '#!/no/such/program\n', { mode: 0o755 });
    expect(await programs.launch('garbled', [], {})).toMatchObject({
      ok: false,
      problem: { code: 'unreachable' },
    });
  });
});

describe('where a program is looked for', () => {
  test('Tailscale: its app, a shim, then Homebrew', () => {
    expect(programs.find('tailscale')).toBeNull();
    program('usr/bin/tailscale', '');
    expect(programsUnder(root).find('tailscale')).toBe(join(root, 'usr/bin/tailscale'));
    program('opt/homebrew/bin/tailscale', '');
    expect(programsUnder(root).find('tailscale')).toBe(join(root, 'opt/homebrew/bin/tailscale'));
    program('usr/local/bin/tailscale', '');
    expect(programsUnder(root).find('tailscale')).toBe(join(root, 'usr/local/bin/tailscale'));
    program('Applications/Tailscale.app/Contents/MacOS/Tailscale', '');
    expect(programsUnder(root).find('tailscale')).toBe(
      join(root, 'Applications/Tailscale.app/Contents/MacOS/Tailscale'),
    );
  });
  test('what is installed while we run is found', () => {
    expect(programs.find('later')).toBeNull();
    program('usr/bin/later', '');
    expect(programs.find('later')).toBe(join(root, 'usr/bin/later'));
  });
  test('further variables reach the program, and nothing else of ours does', async () => {
    program('usr/bin/env-of', '/usr/bin/env');
    const said = await programs.run('env-of', [], {
      timeoutMs: 5_000,
      signal: new AbortController().signal,
      env: { TAILSCALE_BE_CLI: '1' },
    });
    const text = said.ok ? said.value.stdout : '';
    expect(text).toContain('TAILSCALE_BE_CLI=1');
    expect(text).not.toContain('VITEST');
  });
});
