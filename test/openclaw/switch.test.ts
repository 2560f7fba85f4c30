import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parsed } from '../claw/configs.ts';
import { clawPossible } from '../real/openclaw.ts';
import { claude, cloudFirst, secrets } from './cloud-first.ts';
import { byItself, clawLab, type Lab, type Ports } from './lab.ts';
import { allDone, hash, type Product, product, type Room, roomBeside, stepsOf } from './product.ts';

const possible = await clawPossible();
if (!possible.ok) console.log(`skipped: real OpenClaw: ${possible.why}`);

/** So many times to offline and back; the median of them is the promise that is kept. */
const rounds = 7;
const local = { winnerProvider: 'ollama', winnerModel: 'qwen2.5-coder:32b', fallbackUsed: false };
const cloud = { winnerProvider: 'anthropic', fallbackUsed: false };

describe.skipIf(!possible.ok)('the switch, with a real OpenClaw whose first model is in a cloud', () => {
  let lab: Lab;
  let one: Product;
  let room: Room;
  let original: string;

  beforeAll(async () => {
    const config = (ports: Ports) => {
      original = cloudFirst(ports);
      return original;
    };
    lab = await clawLab({ config, env: { ANTHROPIC_API_KEY: secrets[1] }, internet: [claude] });
    lab.retry(0);
    room = await roomBeside(lab);
    one = await product(lab, room);
  }, 240_000);
  afterAll(async () => {
    await one?.stop();
    await lab?.stop();
    room?.end();
  }, 60_000);
  // The internet is there all the time: what is kept from it is kept by the config alone.
  beforeEach(() => lab.reach(claude));

  /** The config as the person has it, whatever a test before has left. */
  const fresh = async () => {
    if (one.side() !== 'online') await one.to('online');
    if (one.config() !== original) lab.write(original);
    await one.rested();
  };
  const outward = () => lab.outward().filter((host) => !byItself.includes(host));
  const prompts = () => lab.far.asked.filter(({ method }) => method === 'POST');

  test('before: what is asked goes to the cloud', async () => {
    lab.mark();
    expect(await lab.ask('my secret')).toMatchObject(cloud);
    expect(prompts()).toMatchObject([{ path: '/v1/messages', host: claude }]);
    expect(prompts()[0]?.carries('my secret')).toBe(true);
  });

  test('offline: every step is done, a model here has answered, and nothing goes out any more', async () => {
    lab.mark();
    const run = await one.to('offline');
    expect(stepsOf(run)).toBe(allDone);
    expect(run).toMatchObject({ problem: null, took: 'applied', proof: 'local', leaks: { leaks: [] } });
    expect(run.inForce).not.toBe(null);
    for (const words of ['my secret', 'another one']) expect(await lab.ask(words)).toMatchObject(local);
    expect(lab.far.connections).toEqual([]);
    expect(outward()).toEqual([]);
    expect(one.config()).toContain('// the good one first; Ollama when the cloud is gone');
    expect(one.config()).toContain('/* costs money */');
  });

  test('nothing secret is in what faces get, or in the diary', () => {
    const told = JSON.stringify([one.at.snapshot(), one.diary()]);
    for (const secret of secrets) expect(told).not.toContain(secret);
  });

  test('online: the file is the same to the byte, and the cloud answers again', async () => {
    const run = await one.to('online');
    expect(run).toMatchObject({ problem: null, took: 'applied', how: 'bytes', theirs: [] });
    expect(hash(one.config())).toBe(hash(original));
    expect(await lab.ask('my secret')).toMatchObject(cloud);
  });

  test(`${rounds} times there and back: it is in force, proved and given back each time`, async () => {
    const times: number[][] = [];
    for (let round = 0; round < rounds; round += 1) {
      await fresh();
      const there = await one.to('offline');
      const back = await one.to('online');
      expect([there.problem, there.proof, hash(one.config())]).toEqual([null, 'local', hash(original)]);
      times.push([
        there.inForce ?? -1,
        back.inForce ?? -1,
        there.steps.find(({ id }) => id === 'prove')?.ms ?? -1,
      ]);
    }
    const middle = (at: number) => times.map((all) => all[at] ?? 0).toSorted((a, b) => a - b)[rounds >> 1];
    console.log(
      `in effect after ${middle(0)} ms, back after ${middle(1)} ms, canary ${middle(2)} ms (medians)`,
    );
    console.log(times.map((all) => all.join('/')).join(' '));
    expect(times.flat()).not.toContain(-1);
  }, 300_000);

  test('another program changes the file meanwhile: its change stays, and ours is undone', async () => {
    await fresh();
    await one.to('offline');
    const theirs = one
      .config()
      .replace('"fallbacks": []', '"fallbacks": ["anthropic/claude-opus-4-6"]')
      .replace('telemetry: {', 'logging: { consoleLevel: "info" }, // mine\n  telemetry: {');
    lab.write(theirs);
    expect(await one.to('online')).toMatchObject({
      problem: null,
      took: 'applied',
      how: 'merged',
      theirs: [],
    });
    expect(one.config()).toBe(
      original
        .replace(
          "[ 'ollama/qwen2.5-coder:32b', ]",
          '["anthropic/claude-opus-4-6", "ollama/qwen2.5-coder:32b"]',
        )
        .replace('telemetry: {', 'logging: { consoleLevel: "info" }, // mine\n  telemetry: {'),
    );
  });

  test('OpenClaw itself rewrites it, without comments: what it wrote stays, and ours is undone', async () => {
    await fresh();
    await one.to('offline');
    await lab.cli('config', 'set', 'logging.consoleLevel', '"info"', '--strict-json');
    expect(one.config()).not.toContain('the good one first');
    expect(await one.to('online')).toMatchObject({ problem: null, how: 'merged', theirs: [] });
    const { meta: _, ...rest } = parsed(one.config());
    expect(rest).toEqual({ ...parsed(original), logging: { consoleLevel: 'info' } });
  });

  test('the engine dies while offline: the next one gives it back byte for byte', async () => {
    await fresh();
    await one.to('offline');
    await one.stop();
    expect(one.config()).not.toBe(original);
    one = await product(lab, room, { mode: 'offline' });
    await one.to('online');
    expect(hash(one.config())).toBe(hash(original));
    expect(await lab.ask('my secret')).toMatchObject(cloud);
  });

  test('a gateway that does not look at its file: switched, and nobody says that it is proved', async () => {
    await fresh();
    const off = original.replace("mode: 'local',", "mode: 'local', reload: { mode: 'off' },");
    lab.write(off);
    await lab.applied();
    await one.rested();
    lab.mark();
    const run = await one.to('offline');
    expect(run).toMatchObject({ took: 'off', inForce: null });
    expect(run.proof).not.toBe('local');
    expect(one.says()).toMatch(/^Switched, not yet proved: OpenClaw does not reload its config/);
    expect(prompts()).toEqual([]);
    expect(await one.to('online')).toMatchObject({ how: 'bytes' });
    expect(one.config()).toBe(off);
  });

  test('memory that a service outside searches: by words while offline where that is wished, with a restart', async () => {
    await fresh();
    const asking = original.replace('search: { enabled: false }', "search: { provider: 'openai' }");
    lab.write(asking);
    await lab.applied();
    await one.at.until(
      'told',
      ({ switch: told }) => told?.ahead?.left[0] === 'memory.search.provider',
      60_000,
    );
    await one.at.engine.send({ type: 'setting.set', key: 'switch.memory', value: true });
    await one.at.until('worked out', ({ switch: told }) => told?.ahead?.left.length === 0, 60_000);
    const run = await one.to('offline');
    expect(run).toMatchObject({ took: 'restarts', problem: null, proof: 'local' });
    expect(one.config()).toContain('search: { provider: "none" }');
    expect(await one.to('online')).toMatchObject({ took: 'restarts', problem: null, how: 'bytes' });
    expect(one.config()).toBe(asking);
  });
});
