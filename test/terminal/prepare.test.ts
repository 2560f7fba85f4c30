import { describe, expect, test } from 'vitest';
import { fakeGateway } from '../fakes/gateway.ts';
import type { Stack } from '../fakes/stack.ts';
import { appIn, type Ran, runIn, stackWorld, withHome } from '../fakes/terminal.ts';
import { newWorld, paths, type World } from '../fakes/world.ts';

const home = withHome();
type More = Omit<Parameters<typeof runIn>[1], 'argv' | 'folder'>;
const run = (world: World, argv: readonly string[], more: More = {}): Promise<Ran> =>
  runIn(world, { ...more, argv, folder: home.folder() });
const inStack = (argv: readonly string[], part: Partial<Stack> = {}, more: More = {}) =>
  run(stackWorld(part).world, argv, more);

describe('prepare', () => {
  const yes = { terminal: { ask: async () => true } };

  test('without anybody to ask: what would be done, and what to say', async () => {
    const ran = await inStack(['prepare']);
    expect(ran.code).toBe(2);
    expect(ran.out).toMatch(
      /^To do:\n {2}Save the container image {6}1\.8.GB\n {2}Ask OpenClaw a test question\nDisk: 200.GB free\n$/,
    );
    expect(ran.err).toContain('add --yes.');
  });

  test('as JSON: what would be done', async () => {
    const { code, out } = await inStack(['prepare', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      ...{ schema: 1, acts: [], leftOut: [] },
      jobs: [
        { kind: 'save', what: '', isForced: false, bytes: 1_843_000_000 },
        { kind: 'answer', what: '', isForced: false, bytes: null },
      ],
    });
  });

  test('as JSON nobody is asked, also where somebody could be', async () => {
    const ask = async () => expect.unreachable();
    const { code, out, err } = await inStack(['prepare', '--json'], {}, { terminal: { ask } });
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ schema: 1 });
    expect(err).toContain('"key":"cli.prepareYes"');
  });

  test('the person says no', async () => {
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return false;
    };
    const ran = await inStack(['prepare'], {}, { terminal: { ask } });
    expect(ran).toMatchObject({ code: 1, err: expect.stringMatching(/\nNothing was started\.\n$/) });
    expect(asked).toEqual(['Start? [y/N] ']);
  });

  test('a line that is none, and one that only a choice can help', async () => {
    const strange = await inStack(['prepare', '--only', 'backup,nope']);
    expect(strange).toMatchObject({ code: 2, out: '' });
    expect(strange.err).toContain(
      'There is nothing called “nope” to prepare. You can prepare: backup, answer.',
    );
    const choice = await inStack(['prepare', '--only', 'config', '--yes']);
    expect(choice.code).toBe(0);
    expect(choice.out).toMatch(/^Config: can be made; .*this one is for you to choose\.\n\n◐ Nearly ready\./);
    const fine = await inStack(['prepare', '--only', 'disk', '--yes']);
    expect(fine.out).toMatch(/^Disk: 200.GB free\. Nothing to do\.\n\n◐ Nearly ready\./);
  });

  test('a yes: it is done, followed to its end, and proved in the lines that come then', async () => {
    const { world } = stackWorld();
    fakeGateway(world);
    const ran = await run(world, ['prepare', '--only', 'answer'], yes);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(
      /\n◌ Ask OpenClaw a test question: [\s\S]*\n✓ Ask OpenClaw a test question: done\n\n◐ Nearly/,
    );
    expect(ran.out).toMatch(/\n✓ Answer through OpenClaw {2}qwen2\.5-coder:32b answered +now\n/);
    const after = await run(world, ['check', '--json']);
    expect(JSON.parse(after.out).items).toContainEqual(
      expect.objectContaining({ id: 'answer', state: 'ok' }),
    );
  });

  test('as JSON all of it is objects, a line each, and the last is what check says', async () => {
    const { world } = stackWorld();
    fakeGateway(world);
    const { code, out } = await run(world, ['prepare', '--only', 'answer', '--yes', '--json']);
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ schema: 1, jobs: [{ kind: 'answer' }] });
    expect(lines.slice(1, -1).at(-1)).toMatchObject({ schema: 1, id: 'answer:', is: 'done' });
    expect(lines.at(-1)).toMatchObject({ schema: 1, state: 'nearly' });
  });

  test('what fails is said, is tried once, and the lines come all the same', async () => {
    const { world } = stackWorld();
    const gateway = fakeGateway(world);
    gateway.winner = 'anthropic/claude-opus-4-6';
    const ran = await run(world, ['prepare', '--only', 'answer', '--yes']);
    expect(ran.code).toBe(0);
    expect(ran.out.match(/▲ Ask OpenClaw a test question: The answer came from/g)).toHaveLength(1);
    expect(ran.out).toMatch(/\n◐ Answer through OpenClaw {2}not yet\n/);
  });

  test('a ^C in the middle stops it and says so', async () => {
    const { world } = stackWorld();
    fakeGateway(world).winner = 'silent';
    const ran = await run(world, ['prepare', '--only', 'answer', '--yes'], {
      during: ({ out }, end) => (out.includes('◌ Ask') ? end() : undefined),
    });
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(/\n\^C Stopped\. The same command starts it again from the beginning\.\n$/);
    expect((await run(world, ['jobs'])).out).toMatch(
      /^– Ask OpenClaw a test question: stopped.* \[answer:\]\n$/,
    );
  });

  test('on a terminal that can be drawn anew the bar goes and its end stays', async () => {
    const { world } = stackWorld();
    fakeGateway(world);
    const ran = await run(world, ['prepare', '--only', 'answer'], {
      terminal: { ...yes.terminal, isLive: true },
    });
    expect(ran.out).toContain('\u001b[1A\r\u001b[J');
    expect(ran.out).toContain('✓ Ask OpenClaw a test question: done\n');
  });

  test('a part that stands still is started first', async () => {
    const { world, stack } = stackWorld({ machine: 'stopped', podman: 'up' });
    world.disk.set(paths.settings, JSON.stringify({ version: 1, 'image.context': '/home/me/src' }));
    const ran = await run(world, ['prepare', '--only', 'machine', '--yes'], {
      tools: { platform: 'darwin' },
    });
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^To do:\n {2}Start Podman\n.*\nPodman: carries openclaw\.\n\n◐ Nearly ready\./);
    expect(stack.done).toEqual(['podman machine start']);
  });

  test('a part that does not start is told, and keeps nothing else from being done', async () => {
    const { world } = stackWorld({ ollama: 'down' });
    fakeGateway(world);
    const ran = await run(world, ['prepare', '--only', 'model,answer', '--yes']);
    expect(ran.code).toBe(3);
    expect(ran.out).toMatch(/^To do:\n {2}Start Ollama\n {2}Ask OpenClaw a test question\nDisk: /);
    expect(ran.err).toContain('“ollama start” was done, but had no effect.');
    expect(ran.out).toMatch(/[✓▲] Ask OpenClaw a test question: /);
    expect(ran.out).toContain('▲ Not ready yet.');
  });

  test('without internet what needs it is not begun, and the rest is', async () => {
    const { world } = stackWorld({ models: [] });
    fakeGateway(world);
    world.line.upstream = 'silent';
    const ran = await run(world, ['prepare', '--only', 'model,answer', '--yes']);
    expect(ran.code).toBe(3);
    expect(ran.out).toContain('\nDownloads need the internet. Run this again when it is back.\n');
    expect(ran.out).toMatch(/[✓▲] Ask OpenClaw a test question: /);
    expect(ran.out).not.toMatch(/[◌✓▲] qwen2\.5-coder:32b: /);
    // Where nothing else is to be done nobody is asked.
    const none = await run(world, ['prepare', '--only', 'model']);
    expect(none).toMatchObject({
      code: 3,
      out: expect.stringMatching(/when it is back\.\n\n▲ Not ready yet\./),
    });
  });

  test('where Offline is chosen, that is why what needs internet is not begun', async () => {
    const { world } = stackWorld({ models: [] });
    await run(world, ['settings', 'set', 'mode', 'offline']);
    const { code, out } = await run(world, ['prepare', '--only', 'model']);
    expect(code).toBe(3);
    expect(out).toMatch(/\nYou chose Offline, so nothing is downloaded\. .*\n\n▲ Not ready yet\./);
    expect(out).not.toContain('no internet');
  });

  test('nor is it asked for while the stack stands offline: it would be refused', async () => {
    const { world } = stackWorld({ models: [] });
    const since = world.clock.wall();
    const left = { version: 1, stance: 'offline', stanceSince: since, outage: null };
    world.disk.set(paths.journal, JSON.stringify(left));
    await run(world, ['settings', 'set', 'mode', 'auto']);
    const { code, out } = await run(world, ['prepare', '--only', 'model', '--yes']);
    expect(code).toBe(3);
    expect(out).not.toMatch(/▲ qwen2\.5-coder:32b: /);
    // The line is well: it would not be true that there is no internet.
    expect(out).toContain('\nOffline mode is still on, so what needs the internet has to wait.\n');
  });
});

describe('jobs', () => {
  const journal = (world: World, ...list: readonly object[]) => {
    const now = world.clock.wall();
    const kept = { version: 1, stance: 'online', stanceSince: now, outage: null, jobs: list };
    world.disk.set(paths.journal, JSON.stringify(kept));
  };
  const answer = { kind: 'answer', what: '', isForced: false, isStopped: true, reached: null };
  const held = { kind: 'pull', what: 'a:1', isForced: false, isStopped: false, reached: null };

  test('none', async () => {
    expect(await run(newWorld(), ['jobs'])).toEqual({
      code: 0,
      out: 'Nothing is being prepared.\n',
      err: '',
    });
    expect(JSON.parse((await run(newWorld(), ['jobs', '--json'])).out)).toMatchObject({
      schema: 1,
      jobs: [],
    });
  });

  test('those that an engine before has left, and their end', async () => {
    const { world } = stackWorld();
    journal(world, answer, held);
    expect((await run(world, ['jobs'])).out).toBe(
      '– Ask OpenClaw a test question: stopped  [answer:]\n◌ a:1: continues in the app  [pull:a:1]\n',
    );
    expect((await run(world, ['jobs', 'stop', 'nope'])).err).toContain(
      'nothing named “nope” to stop or resume',
    );
    expect((await run(world, ['jobs', 'stop', 'a:1'])).out).toBe('Stopped.\n');
    expect((await run(world, ['jobs'])).out).toBe('– Ask OpenClaw a test question: stopped  [answer:]\n');
    expect((await run(world, ['jobs', 'stop'])).out).toBe('Nothing is under way.\n');
    expect((await run(world, ['jobs', 'stop', 'answer'])).out).toBe('Nothing is under way.\n');
    expect((await run(world, ['jobs'])).out, 'and it is still there').toContain('[answer:]');
  });

  test('forget: what is over leaves the list, what is under way does not', async () => {
    const { world } = stackWorld();
    const archive = { kind: 'verify', what: "/a b/it's.tar", isForced: false, isStopped: true, reached: 0.5 };
    journal(world, answer, archive, held);
    expect((await run(world, ['jobs'])).out).toContain(
      "[verify:/a b/it's.tar]".replace(/^\[(.*)'(.*)\]$/, "['$1'\\''$2']"),
    );
    const open = await run(world, ['jobs', 'forget', 'a:1']);
    expect(open).toMatchObject({ code: 1, out: '', err: 'a:1 is under way. Stop it first.\n' });
    const named = await run(world, ['jobs', 'forget', 'answer']);
    expect(named).toEqual({ code: 0, out: 'Dismissed: Ask OpenClaw a test question.\n', err: '' });
    expect((await run(world, ['jobs', 'forget', 'all'])).out).toBe(
      "Dismissed: Verify the backup /a b/it's.tar.\n",
    );
    expect((await run(world, ['jobs', 'forget', 'all'])).out).toBe('Nothing in the list is finished.\n');
    expect((await run(world, ['jobs', 'forget', 'nope'])).code).toBe(1);
    expect((await run(world, ['jobs'])).out).toBe('◌ a:1: continues in the app  [pull:a:1]\n');
  });

  test('resume: without an app this command goes on with it, and stays to its end', async () => {
    const { world } = stackWorld();
    fakeGateway(world);
    journal(world, answer);
    const ran = await run(world, ['jobs', 'resume', 'answer:']);
    expect(ran).toMatchObject({
      code: 0,
      out: expect.stringMatching(/✓ Ask OpenClaw a test question: done\n$/),
    });
    expect((await run(world, ['jobs', 'resume', 'answer:'])).code).toBe(1);
  });

  test('resume: an app that runs goes on with it by itself', async () => {
    const { world } = stackWorld();
    fakeGateway(world).winner = 'silent';
    journal(world, answer);
    const seat = await appIn(world, home.folder());
    await world.clock.pass(3_000);
    const ran = await run(world, ['jobs', 'resume', 'answer:']);
    expect(ran).toEqual({
      code: 0,
      out: 'Ask OpenClaw a test question continues in the running app.\n',
      err: '',
    });
    const seen = await seat.read();
    expect(seen.ok && seen.value.jobs).toMatchObject([{ id: 'answer:', is: 'running' }]);
    await seat.leave();
  });

  test('a command that follows what an app does leaves it going on', async () => {
    const { world } = stackWorld();
    fakeGateway(world).winner = 'silent';
    const seat = await appIn(world, home.folder());
    await world.clock.pass(3_000);
    await seat.send({ type: 'jobs.start', wishes: [{ kind: 'answer', what: '', isForced: false }] });
    const ran = await run(world, ['prepare', '--only', 'answer', '--yes'], {
      during: ({ out }, end) => (out.includes('◌ Ask') ? end() : undefined),
    });
    expect(ran.code).toBe(1);
    expect(ran.out).toContain(
      'was under way before this command, so it was not stopped; it continues in the app.',
    );
    const seen = await seat.read();
    expect(seen.ok && seen.value.jobs).toMatchObject([{ id: 'answer:', is: 'running' }]);
    await seat.leave();
  });
});
