import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkConfig } from '../../main/engine/parts/claw-check.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import { type Claw, clawPossible, startClaw, validate, wrapClaw } from './openclaw.ts';
import { type RealStand, realStand } from './stand.ts';

const possible = await clawPossible();
if (!possible.ok) console.log(`skipped: real OpenClaw: ${possible.why}`);

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../fixtures/openclaw', name), 'utf8');

describe.skipIf(!possible.ok)('a real OpenClaw on loopback', () => {
  let root: string;
  let claw: Claw;
  let at: RealStand;
  let ollama: Server;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'om-claw-'));
    await wrapClaw(root);
    // Ollama by its samples; it is not what is tested here.
    ollama = createServer((asked, answer) => {
      const replies: Record<string, unknown> = {
        '/api/version': { version: '0.33.0' },
        '/api/tags': {
          models: ['qwen2.5-coder:32b', 'llama3.3:latest'].map((name) => ({
            name,
            size: 2e9,
            digest: 'a'.repeat(64),
            capabilities: ['completion', 'tools'],
          })),
        },
        '/api/ps': { models: [] },
      };
      const reply = replies[asked.url ?? ''];
      answer
        .writeHead(reply ? 200 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify(reply ?? {}));
    });
    await new Promise<void>((resolve) => ollama.listen(0, '127.0.0.1', resolve));
    const { port } = ollama.address() as AddressInfo;
    const config = fixture('03-local-only-on-host.VALID-WORKS.json').replaceAll(':11434', `:${port}`);
    claw = await startClaw({ config });
    at = await realStand({
      root,
      settings: {
        'openclaw.port': claw.port,
        'openclaw.config': claw.configPath,
        'ollama.places': [`http://127.0.0.1:${port}`],
      },
    });
  }, 240_000);
  afterAll(async () => {
    await at?.stop();
    await claw?.stop();
    ollama?.close();
    if (root) rmSync(root, { recursive: true, force: true });
  }, 60_000);

  test('it answers, and its config is read: local models only, by the native way', async () => {
    await at.until('up', ({ parts }) => parts.find(({ id }) => id === 'openclaw')?.health === 'up');
    expect(at.part('openclaw')).toMatchObject({ offline: 'yes', fact: { key: 'svc.claw.local' } });
    expect(at.engine.state().parts.readings.openclaw?.facts).toMatchObject({
      setUp: 'native',
      version: '2026.9.6',
      primary: { ref: 'ollama/qwen2.5-coder:32b', place: 'local' },
      ollama: { block: 'works' },
      config: { state: 'read', hasMode: true },
    });
    await at.until('a whole AI', ({ ai }) => ai?.state === 'works');
  });

  test('OpenClaw’s own check of the config comes in beside it', async () => {
    await at.until('checked', () => at.engine.state().parts.check !== null, 60_000);
    expect(at.engine.state().parts.check).toMatchObject({ valid: 'yes', issue: null });
  });

  test('nothing secret of the config gets into what faces are shown', () => {
    expect(JSON.stringify(at.snapshot())).not.toMatch(/t0ken-sample|ollama-local/);
  });

  test('a file that OpenClaw refuses is told as refused, with the key and no value', async () => {
    const text = readFileSync(claw.configPath, 'utf8');
    writeFileSync(claw.configPath, text.replace('{', '{ "offline": true,'));
    await at.engine.send({ type: 'look.again' });
    await at.until('refused', () => at.engine.state().parts.check?.valid === 'no', 60_000);
    expect(at.engine.state().parts.check?.issue).toBe('<root>: Unrecognized key: "offline"');
    // A gateway that runs keeps its old config, so it still answers.
    expect(at.part('openclaw').health).toBe('up');
    writeFileSync(claw.configPath, text);
  });

  test('it ends: the row turns', async () => {
    const down = at.until(
      'down',
      ({ parts }) => parts.find(({ id }) => id === 'openclaw')?.health === 'down',
      60_000,
    );
    await claw.stop();
    await at.engine.send({ type: 'look.again' });
    await down;
  });
});

describe.skipIf(!possible.ok)('OpenClaw’s check of the configs in the facts', () => {
  test.each([
    ['01-seed-as-is.INVALID.json', 'no'],
    ['02-seed-without-offline.VALID-BUT-NO-CALL-REACHES-OLLAMA.json', 'yes'],
    ['04-local-only-in-podman.VALID-WORKS.json', 'yes'],
    ['05-legacy-keys.INVALID.json5', 'no'],
    ['06-hybrid-commented.VALID.json5', 'yes'],
  ])('%s', async (name, valid) => {
    const root = mkdtempSync(join(tmpdir(), 'om-claw-'));
    await wrapClaw(root);
    const tools = realTools({ programRoot: root, isLogging: false });
    const path = join(import.meta.dirname, '../fixtures/openclaw', name);
    const check = await checkConfig(
      tools,
      { path, changedAt: 1, version: null },
      new AbortController().signal,
    );
    rmSync(root, { recursive: true, force: true });
    expect(check.valid).toBe(valid);
  });

  test('a plugin that is not there may be shut off all the same', async () => {
    const root = mkdtempSync(join(tmpdir(), 'om-claw-'));
    const path = join(root, 'openclaw.json');
    const plugins = { deny: ['groq'], entries: { groq: { enabled: true } } };
    writeFileSync(path, JSON.stringify({ gateway: { mode: 'local' }, plugins }));
    const { exitCode, stdout } = await validate(path);
    rmSync(root, { recursive: true, force: true });
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([0, { valid: true }]);
  });
});
