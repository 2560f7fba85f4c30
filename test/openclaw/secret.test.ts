import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outsideOf, setPins } from '../../main/engine/claw/outside.ts';
import { take } from '../../main/engine/claw/take.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import { type Claw, clawPossible, startClaw, wrapClaw } from '../real/openclaw.ts';

const possible = await clawPossible();
if (!possible.ok) console.log(`skipped: real OpenClaw: ${possible.why}`);

const { signal } = new AbortController();
const configWith = (auth: object, more: object = {}) => ({
  ...more,
  gateway: { mode: 'local', bind: 'loopback', ...auth },
  agents: { defaults: { model: { primary: 'ollama/qwen2.5-coder:32b' }, utilityModel: '' } },
  memory: { search: { enabled: false } },
  discovery: { mdns: { mode: 'off' } },
  telemetry: { enabled: false },
});
const gatewayOf = ({ configPath, port }: Claw) => ({ path: configPath, port, isUp: true, container: null });

describe.skipIf(!possible.ok)('a secret that the config of a real OpenClaw does not say', () => {
  let claw: Claw;
  beforeAll(async () => {
    claw = await startClaw({ config: configWith({}), env: { OPENCLAW_GATEWAY_TOKEN: 't0ken-S3CRET' } });
  }, 240_000);
  afterAll(() => claw?.stop(), 60_000);
  const tools = realTools({ programRoot: '/nowhere', isLogging: false });

  test('is the one that both were started with', async () => {
    const around = { ...tools, env: { OPENCLAW_GATEWAY_TOKEN: 't0ken-S3CRET' } };
    expect(await take(around, gatewayOf(claw), false, signal)).toMatchObject({ what: 'applied', how: 'rpc' });
  });

  test('or that of the file beside it; and where there is neither, nobody may ask', async () => {
    const around = { ...tools, env: {} };
    expect(await take(around, gatewayOf(claw), false, signal)).toMatchObject({
      what: 'unknown',
      how: 'file',
    });
    writeFileSync(join(dirname(claw.configPath), '.env'), 'OPENCLAW_GATEWAY_TOKEN=t0ken-S3CRET\n');
    expect(await take(around, gatewayOf(claw), false, signal)).toMatchObject({ what: 'applied', how: 'rpc' });
  });
});

describe.skipIf(!possible.ok)(
  'a real OpenClaw that was started with another secret than its config says',
  () => {
    let claw: Claw;
    let root: string;
    beforeAll(async () => {
      const auth = { auth: { mode: 'token', token: 'of-the-config' } };
      claw = await startClaw({ config: configWith(auth), args: ['--token', 'of-the-command-line'] });
      root = mkdtempSync(join(tmpdir(), 'om-root-'));
      await wrapClaw(root, claw.home);
    }, 240_000);
    afterAll(async () => {
      await claw?.stop();
      if (root) rmSync(root, { recursive: true, force: true });
    }, 60_000);

    test('lets neither us nor its own command in: that is what is told, and no chat is called refused', async () => {
      const around = { ...realTools({ programRoot: root, isLogging: false }), env: {} };
      expect(around.programs.find('openclaw')).not.toBe(null);
      expect(await take(around, gatewayOf(claw), false, signal)).toMatchObject({
        what: 'unknown',
        how: 'file',
      });
      const pins = [{ session: 'agent:main:a', ref: 'anthropic/x' }];
      expect(await setPins(around, gatewayOf(claw), pins, signal)).toMatchObject({
        problem: { code: 'claw-auth' },
      });
    });
  },
);

describe.skipIf(!possible.ok)('a real OpenClaw that keeps its secret elsewhere', () => {
  let claw: Claw;
  let root: string;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'om-root-'));
    const path = join(root, 'secret');
    writeFileSync(path, 't0ken-S3CRET\n', { mode: 0o600 });
    const auth = { auth: { mode: 'token', token: { source: 'file', provider: 'mine', id: 'value' } } };
    const secrets = { providers: { mine: { source: 'file', path, mode: 'singleValue' } } };
    claw = await startClaw({ config: configWith(auth, { secrets }) });
    await wrapClaw(root, claw.home);
  }, 240_000);
  afterAll(async () => {
    await claw?.stop();
    if (root) rmSync(root, { recursive: true, force: true });
  }, 60_000);

  test('is asked by its own command', async () => {
    const around = { ...realTools({ programRoot: root, isLogging: false }), env: {} };
    expect(await take(around, gatewayOf(claw), false, signal)).toMatchObject({ what: 'applied', how: 'cli' });
    expect(await outsideOf(around, gatewayOf(claw), signal)).toEqual({ pins: [], cron: [] });
  });
});
