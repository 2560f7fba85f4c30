import { describe, expect, test } from 'vitest';
import { fail } from '../../main/core/problem.ts';
import { readArgs } from '../../main/terminal/args.ts';
import { usualNames } from '../../main/terminal/doctor.ts';
import { appIn, type Ran, runIn, stackWorld, withHome } from '../fakes/terminal.ts';
import { newWorld, paths, type World } from '../fakes/world.ts';

const home = withHome();
const typed = (
  world: World,
  argv: readonly string[],
  more: Partial<Parameters<typeof runIn>[1]> = {},
): Promise<Ran> => runIn(world, { argv: ['doctor', ...argv], folder: home.folder(), ...more });
const usual = (world: World) => `/home/me/${usualNames(world.clock.wall())[0]}`;

describe('doctor', () => {
  test.each([
    [['doctor', 'now'], 'now'],
    [['doctor', '--yes'], '--yes'],
    [['status', '--save', 'x'], '--save'],
  ])('%j is wrong usage', (argv, about) => {
    expect(readArgs(argv).wanted).toMatchObject({ ok: false, problem: { about } });
  });

  test('where all is well it says so, writes nothing, and ends with 0', async () => {
    const { world } = stackWorld();
    const before = [...world.disk.keys()];
    const ran = await typed(world, []);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('Nothing looks wrong.');
    expect(ran.out).toContain('| engine.from | self |');
    expect([...world.disk.keys()]).toEqual(before);
  });

  test('what looks wrong is told first, and the exit code says so', async () => {
    const { world } = stackWorld({ ollama: 'down' });
    const ran = await typed(world, []);
    expect(ran.code).toBe(3);
    expect(ran.out).toMatch(/## 1\. What looks wrong\n\n- /);
    expect(ran.out).toContain('offline-mode start ollama');
    const korean = await typed(world, ['--lang', 'ko']);
    expect(korean.out).toContain('## 1. 문제로 보이는 것');
  });

  test('an app that has the engine is asked', async () => {
    const { world } = stackWorld();
    const app = await appIn(world, home.folder());
    await world.clock.pass(20_000);
    const ran = await typed(world, ['--json']);
    const told = JSON.parse(ran.out);
    expect(told.schema).toBe(1);
    expect(told.sections.app).toContainEqual({ name: 'engine.from', value: 'app' });
    await app.leave();
  });

  test('broken settings, a broken journal and a full disk are sentences', async () => {
    const { world } = stackWorld();
    world.disk.set(paths.settings, '{"version":1,"mode":"sideways","secret":"sk-abcdefghijkl"');
    world.disk.set(paths.journal, 'not json');
    world.disk.set(`${home.folder()}/x`, '');
    world.faults.write = 'ENOSPC';
    const ran = await typed(world, []);
    expect(ran.code).toBe(3);
    expect(ran.out).toContain('settings.json');
    expect(ran.out).toContain('journal.json: It is damaged.');
    expect(ran.out).toContain('The disk of the data folder is full');
    expect(ran.out).not.toContain('sk-abcdefghijkl');
    expect(ran.err).not.toContain('sk-abcdefghijkl');
  });

  test('files that may not be read, and a folder that may not be written', async () => {
    const { world } = stackWorld();
    world.disk.set(`${home.folder()}/x`, '');
    world.faults.write = 'EACCES';
    const { read } = world.tools.files;
    const files = {
      ...world.tools.files,
      read: async (path: string, limit: number) =>
        path === paths.proofs ? fail('unreachable', path, 'EACCES') : read(path, limit),
    };
    const ran = await typed(world, [], { tools: { files } });
    expect(ran.code).toBe(3);
    expect(ran.out).toContain('proofs.json: This app is not allowed to read it.');
    expect(ran.out).toContain('The data folder cannot be written');
  });

  test('keys in OpenClaw’s config, and what programs say, stay out', async () => {
    const key = 'sk-or-v1-aaaabbbbccccddddeeeeffff0000';
    const { world } = stackWorld({
      config: `{ models: { providers: { x: { apiKey: "${key}", baseUrl: "https://me:${key}@my-own.example.org/v1" } } } }`,
    });
    const said = async () => ({
      ok: true as const,
      value: { stdout: key, stderr: `error: token=${key}`, exitCode: 1 },
    });
    world.commands.set('tailscale', said);
    world.commands.set('podman', said);
    for (const argv of [[], ['--json']]) {
      const { out, err } = await typed(world, argv);
      expect(out + err).not.toContain(key);
      expect(out).not.toContain('my-own');
      expect(out).not.toContain('[removed]');
      expect(out).not.toContain('/home/me');
    }
  });
});

describe('saving it', () => {
  test('a person is asked after they have seen it all, and a no keeps nothing', async () => {
    const { world } = stackWorld();
    const questions: string[] = [];
    const ask = (is: boolean) => async (question: string) => {
      questions.push(question);
      return is;
    };
    const no = await typed(world, [], { terminal: { ask: ask(false) } });
    expect(questions).toEqual([expect.stringContaining('This is all that would be saved')]);
    expect([world.disk.has(usual(world)), no.err.includes('Not saved.')]).toEqual([false, true]);
    const yes = await typed(world, [], { terminal: { ask: ask(true) } });
    expect(world.disk.get(usual(world))).toBe(yes.out);
    const first = yes.out;
    const again = await typed(world, [], { terminal: { ask: ask(true) } });
    expect(world.disk.get(usual(world)), 'nothing is written over').toBe(first);
    expect(world.disk.get(usual(world).replace('.md', '-2.md'))).toBe(again.out);
  });

  test('a file that was named is written where nobody can be asked, once', async () => {
    const { world } = stackWorld();
    const ran = await typed(world, ['--save', 'out/report.md']);
    expect(world.disk.get('/home/me/out/report.md')).toBe(ran.out);
    const again = await typed(world, ['--save', '/home/me/out/report.md']);
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('/home/me/out/report.md') });
    expect(world.disk.get('/home/me/out/report.md')).toBe(ran.out);
    const json = await typed(world, ['--json', '--save']);
    expect(JSON.parse(world.disk.get(usual(world).replace('.md', '.json')) ?? '')).toEqual(
      JSON.parse(json.out),
    );
  });

  test.each([
    ['ENOSPC', 'Not saved, the disk is full: /home/me/x.md.'],
    ['EACCES', 'Not saved, this app may not write there: /home/me/x.md.'],
    ['ENOENT', 'Not saved, that folder is not there: /home/me.'],
  ])('a disk that says %s is told, after the report was shown', async (code, said) => {
    const { world } = stackWorld();
    world.faults.write = code;
    const ran = await typed(world, ['--save', 'x.md']);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('# Offline Mode');
    expect(ran.err.replace(/\s+/g, ' ')).toContain(said);
  });

  test('an empty machine has a report, too', async () => {
    const ran = await typed(newWorld(), ['--ascii']);
    expect(ran.out).toContain('## 2. App and machine');
    expect([0, 3]).toContain(ran.code);
  });
});
