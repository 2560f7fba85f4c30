import { describe, expect, test } from 'vitest';
import { ToldReady } from '../../main/core/ready/told.ts';
import type { Stack } from '../fakes/stack.ts';
import { appIn, type Ran, runIn, stackWorld, withHome } from '../fakes/terminal.ts';
import type { World } from '../fakes/world.ts';

const home = withHome();
type More = Omit<Parameters<typeof runIn>[1], 'argv' | 'folder'>;
const run = (world: World, argv: readonly string[], more: More = {}): Promise<Ran> =>
  runIn(world, { ...more, argv, folder: home.folder() });
const inStack = (argv: readonly string[], part: Partial<Stack> = {}, more: More = {}) =>
  run(stackWorld(part).world, argv, more);

describe('check', () => {
  test('nearly ready: the sum, the lines, what to type; and no packet has left', async () => {
    const { world } = stackWorld();
    const ran = await run(world, ['check']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toMatch(
      /^◐ Nearly ready\. \d+ of \d+ proved, for an outage of 14 days\.\n {2}If the internet/,
    );
    expect(ran.out).toMatch(/\n✓ Fits in memory {11}needs 21\.9.GB of 36\.0.GB +now\n/);
    expect(ran.out).toMatch(/\n◐ Image backup {13}none +now\n {27}→ offline-mode image save\n/);
    expect(ran.out).toMatch(/\n– Dependencies {13}no project chosen\n/);
    expect(world.askedOutside()).toBe(0);
    expect(world.clock.pending(), 'nothing keeps the command from ending').toBe(0);
  });

  test('strict: nearly is not ready', async () => {
    expect((await inStack(['check', '--strict'])).code).toBe(3);
  });

  test('as JSON it is one line, and nothing of it is translated', async () => {
    const { code, out } = await inStack(['check', '--json', '--lang', 'ko']);
    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(2);
    const { schema, at, ...told } = JSON.parse(out);
    expect({ schema, at }).toEqual({ schema: 1, at: expect.any(Number) });
    expect(ToldReady.parse(told)).toEqual(told);
    expect(out).not.toMatch(/[가-힣]/);
  });

  test('a model that is needed and missing: not ready', async () => {
    const { code, out } = await inStack(['check', '--ascii'], { models: [] });
    expect(code).toBe(3);
    expect(out).toMatch(/^BAD {2}Not ready yet\./);
    expect(out).toMatch(
      /\nBAD {2}Main model .*qwen2\.5-coder:32b is not here.*\n +-> offline-mode pull qwen2\.5-coder:32b\n/,
    );
  });

  test('an app that runs is asked, and looks again for it; status has its line', async () => {
    const { world } = stackWorld();
    const seat = await appIn(world, home.folder());
    await world.clock.pass(5_000);
    const ran = await run(world, ['check']);
    expect(ran).toMatchObject({ code: 0, err: '', out: expect.stringContaining('◐ Nearly ready.') });
    expect(world.events.filter(({ type }) => type === 'look.asked')).toHaveLength(1);
    const status = await run(world, ['status']);
    expect(status.out).toMatch(/\n◐ Nearly ready: \d+ of \d+ proved\n/);
    await seat.leave();
  });

  test('deep: a name that is none is refused', async () => {
    const ran = await inStack(['check', '--deep', '../x']);
    expect(ran).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('“../x” cannot be the name'),
    });
  });

  test('deep, and nothing is here: what is told is the rest', async () => {
    const { code, out } = await inStack(['check', '--deep'], { models: [] });
    expect(code).toBe(3);
    expect(out).toContain('▲ Not ready yet.');
  });
});

describe('pull', () => {
  test('nothing is missing', async () => {
    const ran = await inStack(['pull']);
    expect(ran).toMatchObject({ code: 0, out: 'All wanted models are here.\n' });
    const none = await inStack(['pull'], { models: [], config: null });
    expect(none.out).toMatch(
      /^No model is chosen, and none is here\.\nOne that fits this machine: (\S+), 19\.9.GB\. Download it with “offline-mode pull \1”\.\n$/,
    );
    expect((await inStack(['pull', '--repair'])).out).toBe('No model is known to be damaged.\n');
  });

  test.each([['--help'], ['a;b'], ['a\nb'], ['../c'], ['$(x)'], ['-'], ['a'.repeat(301)]])(
    'the name %j is refused, and no program has seen it',
    async (name) => {
      const { world } = stackWorld();
      const seen: string[] = [];
      for (const [program, command] of world.commands)
        world.commands.set(program, (args, options) => {
          seen.push(args.join(' '));
          return command(args, options);
        });
      const { code, err } = await run(world, ['pull', '--', name]);
      expect(code).toBe(1);
      expect(err).toMatch(/cannot be the name of a model or image\./);
      expect(seen.filter((line) => line.includes(name) && name.length > 1)).toEqual([]);
    },
  );

  test('a name too long for any wish is refused too', async () => {
    expect((await inStack(['pull', 'a'.repeat(2_000)])).code).toBe(1);
  });

  test('the person has chosen Offline', async () => {
    const { world } = stackWorld();
    await run(world, ['mode', 'offline', '--quick']);
    const ran = await run(world, ['pull', 'gpt-oss:20b']);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('“gpt-oss:20b” needs the internet, and you chose Offline.');
  });

  test('the internet is not there', async () => {
    const { world } = stackWorld();
    world.line.upstream = 'silent';
    const ran = await run(world, ['pull', 'gpt-oss:20b']);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('“gpt-oss:20b” needs the internet, which is down now.');
  });

  test('what does not fit into memory is left out and named, with one that does; in Korean too', async () => {
    const ran = await inStack(['pull', 'llama3.3:latest', '--lang', 'ko']);
    expect(ran.code).toBe(1);
    expect(ran.out).toBe('');
    expect(ran.err).toMatch(/llama3\.3:latest 제외: 메모리 43\.5.GB 필요/);
    expect(ran.err).toContain('--anyway');
  });

  test('before it begins it says what it weighs', async () => {
    const { out } = await inStack(['pull', 'gpt-oss:20b', 'qwen2.5-coder:14b']);
    expect(out).toMatch(
      /^ {2}gpt-oss:20b {8}13\.8.GB\n {2}qwen2\.5-coder:14b {2}9\.0.GB\n22\.8.GB to download\n/,
    );
  });

  test('an update says first what it means for the last drill', async () => {
    const { err } = await inStack(['pull', '--update', '--', '--x']);
    expect(err).toMatch(/^An update may replace the model under the same name/);
  });

  test('called off while all is looked at, nothing is begun', async () => {
    const { world } = stackWorld({ ollama: 'silent' });
    const ran = await run(world, ['pull', 'gpt-oss:20b'], { during: (_said, end) => end() });
    expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringContaining('“pull” was cancelled.') });
  });
});

describe('what is done on this machine', () => {
  test.each([
    [['check', '--deep', 'qwen2.5-coder:32b']],
    [['image', 'save']],
    [['image', 'verify']],
    [['image', 'load', '/x.tar']],
    [['deps']],
    [['jobs', 'resume', 'nope']],
  ])('%j asks no public server', async (argv) => {
    const { world } = stackWorld();
    const { err } = await run(world, argv);
    expect(err).not.toContain('asks public servers');
    expect(world.askedOutside()).toBe(0);
    expect(world.clock.pending()).toBe(0);
  });

  test.each([[['image', 'base']], [['pull', 'gpt-oss:20b']], [['prepare']]])(
    '%j needs the internet, and says that it asks whether that is there',
    async (argv) => {
      const { world } = stackWorld();
      expect((await run(world, argv)).err).toMatch(/^This asks public servers/);
      expect(world.askedOutside()).toBeGreaterThan(0);
    },
  );

  test('deps, and no project is chosen: nothing is begun', async () => {
    const ran = await inStack(['deps']);
    // A job that was begun would have been told.
    expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^No project is chosen\./) });
  });

  test('without internet a base image of no name is told of by what would be done', async () => {
    const { world } = stackWorld();
    world.line.upstream = 'silent';
    const { code, err } = await run(world, ['image', 'base']);
    expect(code).toBe(1);
    expect(err).toContain('“Save the base image” needs the internet, which is down now.');
  });
});

describe('images', () => {
  test('bridge: what it runs from, and how that is kept', async () => {
    const ran = await inStack(['image', 'bridge']);
    expect(ran).toMatchObject({ code: 3, err: '' });
    expect(ran.out).toBe(
      'Forms A and B run their bridge from OpenClaw’s own image, so the backup of that is enough.\n◐ Image backup: none\n',
    );
    const json = JSON.parse((await inStack(['image', 'bridge', '--json'])).out);
    expect(json).toMatchObject({ schema: 1, backup: { id: 'backup', state: 'fail' } });
  });

  test('a path with a newline is no path of ours', async () => {
    expect((await inStack(['image', 'verify', './a\nb.tar'])).err).toContain(
      'cannot be the name of a model or image.',
    );
  });

  test('alone it lists them, as ever', async () => {
    expect((await inStack(['image'])).out).toContain('localhost/openclaw:local');
  });
});
