import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { validateDraft } from '../../main/engine/claw/validate.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import { newPlace } from './claw-place.ts';

/** As the real one says of a file that is not there: no, and not why. */
const missing = '{"ok":false,"error":{"type":"cli_error","message":"file not found"},"valid":false}';

/** A place with an `openclaw` that takes its time to look at what it is to check. */
function checking() {
  const place = newPlace('{}');
  const program = join(place.home, 'usr', 'bin', 'openclaw');
  mkdirSync(dirname(program), { recursive: true });
  const script = [
    '#!/bin/sh',
    '/bin/sleep 0.6',
    `if [ -f "$OPENCLAW_CONFIG_PATH" ]; then echo '{"valid":true}'; else echo '${missing}'; exit 1; fi`,
  ];
  writeFileSync(program, script.join('\n'), { mode: 0o755 });
  const tools = realTools({ programRoot: place.home, isLogging: false });
  const folder = join(place.paths.folder, 'check');
  const texts = new Map([
    [place.path, '{ $include: "./more/agents.json5" }'],
    [join(place.claw, 'more', 'agents.json5'), '{}'],
  ]);
  const check = (signal: AbortSignal) =>
    validateDraft(tools, place.paths, { config: place.path, texts }, false, signal);
  return { place, folder, check };
}

test('a check that was called off takes nothing away from the next one', async () => {
  const { place, folder, check } = checking();
  const [first, second] = [new AbortController(), new AbortController()];
  const calledOff = check(first.signal);
  await sleep(200);
  const next = check(second.signal);
  await sleep(100);
  first.abort();
  expect((await calledOff).valid).toBe('unknown');
  expect(await next).toEqual({ valid: 'yes', issue: '' });
  expect(readdirSync(folder)).toEqual([]);
  place.end();
});

test('a no without a reason is none', async () => {
  const { place, folder, check } = checking();
  const going = check(new AbortController().signal);
  await sleep(200);
  const [name = ''] = readdirSync(folder);
  place.end();
  expect(existsSync(join(folder, name))).toBe(false);
  expect(await going).toEqual({ valid: 'unknown', issue: '' });
});

test('what a kill has left goes with the next check, and nothing that may still be at work or is somebody’s', async () => {
  const { place, folder, check } = checking();
  const young = `${Date.now() - 20_000}-1`;
  for (const name of [`${Date.now() - 7_200_000}-1`, '2026-11', young]) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'openclaw.json'), '{}');
  }
  expect((await check(new AbortController().signal)).valid).toBe('yes');
  expect(readdirSync(folder).sort()).toEqual([young, '2026-11'].sort());
  place.end();
});
