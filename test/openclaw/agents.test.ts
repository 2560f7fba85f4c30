import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clawPossible } from '../real/openclaw.ts';
import { claude, cloudFirst, secrets } from './cloud-first.ts';
import { clawLab, type Lab, type Ports } from './lab.ts';
import { allDone, hash, type Product, product, type Room, roomBeside, stepsOf } from './product.ts';

const possible = await clawPossible();
if (!possible.ok) console.log(`skipped: real OpenClaw: ${possible.why}`);

/** The same person with two agents, none of which is called main. */
const twoAgents = (roster: string) => (ports: Ports) =>
  cloudFirst(ports).replace('"agents": {', `"agents": {\n    ${roster},`);

describe.skipIf(!possible.ok).each([
  ['a list with a mark', "list: [{ id: 'home' }, { id: 'work', default: true }]"],
  ['entries that nobody is marked in', 'ownership: "explicit", entries: { home: {}, work: {} }'],
])('the switch, with a real OpenClaw that knows no agent called main: %s', (_name, roster) => {
  let lab: Lab;
  let one: Product;
  let room: Room;

  beforeAll(async () => {
    const config = twoAgents(roster);
    lab = await clawLab({ config, env: { ANTHROPIC_API_KEY: secrets[1] }, internet: [claude] });
    for (const agent of ['home', 'work']) lab.retry(0, agent);
    room = await roomBeside(lab);
    one = await product(lab, room);
    lab.reach(claude);
  }, 240_000);
  afterAll(async () => {
    await one?.stop();
    await lab?.stop();
    room?.end();
  }, 60_000);

  test('the gateway itself refuses a question to main', async () => {
    await expect(lab.ask('pong?')).rejects.toThrow('unknown agent id "main"');
  });

  test('offline: it is proved by an answer, and given back to the byte', async () => {
    const original = one.config();
    const run = await one.to('offline');
    expect(stepsOf(run)).toBe(allDone);
    expect(run).toMatchObject({ problem: null, took: 'applied', proof: 'local' });
    expect(await one.to('online')).toMatchObject({ problem: null, took: 'applied' });
    expect(hash(one.config())).toBe(hash(original));
  });
});
