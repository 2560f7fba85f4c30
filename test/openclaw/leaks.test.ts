import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { draft } from '../../main/engine/claw/prepare.ts';
import { audit } from '../../main/engine/claw/steps.ts';
import { ask as askFor } from '../engine/claw-ask.ts';
import { newPlace, tools } from '../engine/claw-place.ts';
import { clawPossible } from '../real/openclaw.ts';
import { isPrompt } from './acts.ts';
import { byItself } from './lab.ts';
import { gone, type Loose, late, leaksAndThenNot, looseLab, nothing } from './leaking.ts';
import { loose } from './loose.ts';
import { taken } from './steps.ts';
import { untried } from './untried.ts';
import { seed } from './way.ts';
import { memory, ways } from './ways.ts';

const possible = await clawPossible();
if (!possible.ok) console.log(`skipped: real OpenClaw: ${possible.why}`);

/** Whom it asks at its start. */
const atStart = ['catalog.openclaw.ai', 'telemetry.openclaw.ai'];

describe.skipIf(!possible.ok)('every way on which something could leave a real OpenClaw', () => {
  let one: Loose;
  beforeAll(async () => {
    one = await looseLab((ports) => loose(ports, { memory: {} }));
  }, 240_000);
  afterAll(() => one?.stop(), 60_000);

  test('its start asks for lists and for updates', async () => {
    await vi.waitFor(() => expect(one.lab.outward()).toEqual(expect.arrayContaining(atStart)), 60_000);
    // The first turn is slow, and is not what is looked at.
    await one.lab.ask('go');
  });

  test(`${memory.name}: it leaks, and then it does not`, () => leaksAndThenNot(one, memory));

  test('without memory, for which it starts anew, it goes on quicker', async () => {
    one.lab.write(loose(one.ports));
    expect(await one.lab.applied()).toMatchObject({ what: 'restarted' });
    await one.lab.ask('go');
  });

  test.each(ways)('$name: it leaks, and then it does not', (way) => leaksAndThenNot(one, way));

  test('the seed’s config as it is: nobody answers, and with the profile a model here does', async () => {
    const { lab, ports, steps } = one;
    lab.write(loose(ports, seed(ports)));
    await taken(lab);
    lab.mark();
    await expect(lab.ask('go')).rejects.toThrow('No API key found for provider');
    expect(lab.ollama.asked.filter(isPrompt)).toEqual([]);
    await steps.offline();
    expect(await lab.ask('go')).toMatchObject({ winnerProvider: 'ollama', fallbackUsed: false });
    await steps.online();
  });
});

describe.skipIf(!possible.ok)('a real OpenClaw that starts with the offline config, memory and all', () => {
  let one: Loose;
  beforeAll(async () => {
    const place = newPlace(loose({ ollama: 11_111, cloud: 22_222 }, { memory: {} }));
    const url = 'http://127.0.0.1:11111';
    const made = await place.offline({ ollama: url, own: [url], chain: 1 });
    if (!made.ok) throw new Error(made.problem.code);
    const text = place.read();
    place.end();
    one = await looseLab(({ ollama, cloud }) =>
      text.replaceAll(':11111', `:${ollama}`).replaceAll(':22222', `:${cloud}`),
    );
  }, 240_000);
  afterAll(() => one?.stop(), 60_000);

  test('neither its start nor its first turn asks anybody outside', async () => {
    // That is the last of what a start asks, and no setting keeps it from that.
    await vi.waitFor(() => expect(one.lab.outward()).toEqual(byItself), 60_000);
    expect(await one.lab.ask('my secret')).toMatchObject({ winnerProvider: 'ollama', fallbackUsed: false });
    await sleep(late);
    expect(gone(one.lab)).toEqual(nothing);
  });
});

/** What a test cannot bring about in reasonable time: that it is seen, and closed, is what there is to see. */
describe('ways that are not tried with the real program', () => {
  test.each(untried)('$where, because $why', async ({ where, config, why }) => {
    const place = newPlace(loose({ ollama: 11_434, cloud: 22_222 }, config));
    // It has neither chats nor jobs.
    const known = { ...askFor(place.path), pins: [], cron: [] };
    const drafted = await draft(tools, place.paths, known);
    const now = await audit(tools, known);
    place.end();
    expect(now.ok && now.value.leaks.map((leak) => leak.where)).toContain(where);
    expect(drafted.ok && drafted.value.leaksThen.models).toBe('none');
    console.log(`skipped: a real leak through ${where}: ${why}`);
  });
});
