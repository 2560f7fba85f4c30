import { open, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ToldJob } from '../../main/core/jobs/told.ts';
import { Journal } from '../../main/core/journal.ts';
import { ToldReady } from '../../main/core/ready/told.ts';
import { sha256 } from '../engine/archives.ts';
import { blobAt } from '../fakes/ollama-models.ts';
import { type Lab, prepareLab } from './prepare-lab.ts';
import { base } from './stand-ins.ts';

const labs: Lab[] = [];
afterEach(async () => {
  for (const lab of labs.splice(0)) await lab.end();
});

async function fresh(): Promise<Lab> {
  const lab = await prepareLab();
  labs.push(lab);
  return lab;
}

/** A lab in which `prepare` has done its work. */
async function prepared(): Promise<Lab> {
  const lab = await fresh();
  expect(await lab.run('prepare', '--yes')).toMatchObject({ code: 0 });
  return lab;
}

async function itemsOf(lab: Lab): Promise<ToldReady['items']> {
  return ToldReady.parse(JSON.parse((await lab.run('check', '--json')).out)).items;
}
const itemOf = async (lab: Lab, id: string) => (await itemsOf(lab)).find((one) => one.id === id);

/** Another bit at that place. */
async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  await file.write(Buffer.from([byte.readUInt8() ^ 1]), 0, 1, at);
  await file.close();
}

function weightsOf(lab: Lab, name: string): { readonly path: string; readonly digest: string } {
  const digest = lab.ollama.model(name).layers[0]?.digest ?? '';
  return { path: blobAt(lab.models, digest), digest };
}

describe('prepare, from nothing', () => {
  test('a fresh machine is not ready, and check names the first gap; its JSON is what the engine tells', async () => {
    const lab = await fresh();
    const { code, out } = await lab.run('check');
    expect(code).toBe(3);
    expect(out).toMatch(/^▲ Not ready yet\. 3 of 13 proved, for an outage of 14 days\.\n/);
    expect(out).toContain(`not ready (Main model: ${lab.main} is not here).`);
    expect(out).toContain(`→ offline-mode pull ${lab.main}\n`);
    const told = await lab.run('check', '--json');
    expect(told.code).toBe(3);
    const ready = ToldReady.parse(JSON.parse(told.out));
    expect(ready).toMatchObject({ state: 'no', proved: 3, of: 13 });
    expect(ready.wishes.map(({ name, isHere }) => [name, isHere])).toEqual([
      [lab.main, false],
      [lab.small, false],
    ]);
  });

  test('without a word of consent nothing is begun: only what it would be is said', async () => {
    const lab = await fresh();
    const { code, out, err } = await lab.run('prepare');
    expect(code).toBe(2);
    expect(err).toContain('Nothing was started. To start without being asked, add --yes.');
    expect(out).toMatch(/^To do:\n/);
    expect(out).toMatch(/main:1b +6 MB\n.*small:1b +1 MB\n/);
    expect(out).toContain(`Save the base image ${base}\n`);
    expect(out).toContain('7 MB to download\n');
    expect(lab.ollama.asked()).not.toContain('/api/pull');
    expect((await lab.podman()).filter((line) => /^(build|pull|save|load) /.test(line))).toEqual([]);
  });

  test('with --yes everything comes, one after the other, and what is left is a choice of the person’s', async () => {
    const lab = await fresh();
    const { code, out, err } = await lab.run('prepare', '--yes');
    expect(err).toBe('');
    expect(code).toBe(0);
    for (const done of [lab.main, lab.small, 'Build the container image', `Save the base image ${base}`])
      expect(out).toContain(`✓ ${done}: done\n`);
    for (const done of ['Save the container image', 'Ask OpenClaw a test question'])
      expect(out).toContain(`✓ ${done}: done\n`);
    expect(out).toContain('◐ Nearly ready. 12 of 13 proved');
    // What is said to be there is there.
    for (const name of [lab.main, lab.small])
      for (const { digest } of lab.ollama.model(name).layers)
        expect(sha256(await readFile(blobAt(lab.models, digest)))).toBe(digest);
    expect(await readFile(lab.backup)).toEqual(await readFile(join(lab.home, 'own.tar')));
    const saved = await readdir(join(lab.home, 'backups'));
    expect(saved.sort()).toEqual(['openclaw-local.tar', 'registry.example+node=22.tar']);
    expect(await lab.jobs()).toEqual([]);
    // A rehearsed outage is the one thing that cannot be had here: it cuts the line of the machine that it runs on. What is
    // not wanted here without being left out: a small model, a project's packages, a VPN, a login item (only in the app).
    expect((await lab.run('check', '--strict')).code).toBe(3);
    expect(await lab.run('settings', 'set', 'ready.skip', 'drill')).toMatchObject({ code: 0 });
    const strict = await lab.run('check', '--strict');
    expect(strict.out).toMatch(/^✓ Ready for an outage\. 12 of 12 proved/);
    expect(strict.code).toBe(0);
    // There is nothing left to do, and it says so.
    const again = await lab.run('prepare', '--yes');
    expect(again.out).toMatch(/^Everything is here/);
    expect(again.code).toBe(0);
  });

  test('how far each is is told while it comes, and never goes back', async () => {
    const lab = await fresh();
    lab.ollama.faults.speed = 2_500_000;
    const { code, out } = await lab.run('prepare', '--yes', '--json');
    expect(code).toBe(0);
    const lines: unknown[] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const main = lines.flatMap((line) => {
      const job = ToldJob.safeParse(line);
      return job.success && job.data.what === lab.main ? [job.data] : [];
    });
    const shares = main.map(({ share }) => share ?? 0);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(new Set(shares.filter((share) => share > 0 && share < 1)).size).toBeGreaterThan(3);
    expect(main.at(-1)).toMatchObject({ is: 'done', share: 1 });
    expect(ToldReady.parse(lines.at(-1))).toMatchObject({ state: 'nearly', proved: 12 });
  });
});

test('in a terminal it asks first, and draws bars in their places', async () => {
  const lab = await fresh();
  lab.ollama.faults.speed = 3_000_000;
  const running = lab.inTerminal('prepare');
  if (running === null) return console.log('not tried: no program “script” that makes a terminal');
  const { code, out } = await running;
  expect(code).toBe(0);
  const [before = '', after = ''] = out.split('Start? [y/N]');
  expect(before).toContain('7 MB to download');
  const filled = [...after.matchAll(/main:1b +(█*)░+ /g)].map((found) => found[1]?.length ?? 0);
  expect(filled.length).toBeGreaterThan(3);
  expect(filled).toEqual(filled.toSorted((a, b) => a - b));
  // Each time the lines before are wiped, so that one bar is seen and not many.
  expect(after.split('\u001b[J').length).toBeGreaterThan(filled.length);
  expect(after).toContain('Ask OpenClaw a test question  waiting for an answer');
  expect(after).toContain('Nearly ready. 12 of 13 proved');
});

describe('one byte that is another', () => {
  test('is found by a deep check, turns the line red, and is mended', async () => {
    const lab = await prepared();
    expect(await lab.run('check', '--deep')).toMatchObject({ code: 0 });
    expect((await itemOf(lab, 'model'))?.proof.key).toBe('ready.v.digests');
    const { path, digest } = weightsOf(lab, lab.main);
    await flip(path, 3_000_000);
    // The quick look counts bytes: it says no more than that.
    expect((await itemOf(lab, 'model'))?.proof.key).toBe('ready.v.model');
    const deep = await lab.run('check', '--deep');
    expect(deep.code).toBe(3);
    expect(deep.out).toMatch(/▲ Main model .*digest does not[\s\S]*match/);
    expect(deep.out).toContain(`→ offline-mode pull --repair ${lab.main}\n`);
    expect((await lab.run('check')).code).toBe(3);
    const before = lab.ollama.fetched();
    expect(await lab.run('pull', '--repair')).toMatchObject({ code: 0 });
    expect(lab.ollama.fetched() - before).toBe(6_000_000);
    expect(sha256(await readFile(path))).toBe(digest);
    expect((await itemOf(lab, 'model'))?.proof.key).toBe('ready.v.digests');
    expect((await readdir(lab.home)).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  test('where the file looks as it did, only reading it again finds it, and that can be asked for', async () => {
    const lab = await prepared();
    const { path, digest } = weightsOf(lab, lab.main);
    const then = new Date('2026-01-01');
    await utimes(path, then, then);
    expect(await lab.run('check', '--deep')).toMatchObject({ code: 0 });
    // A disk that goes bad changes no time of a file.
    await flip(path, 3_000_000);
    await utimes(path, then, then);
    // Same size, same time: what was proved of it is taken to hold.
    const cached = await lab.run('check', '--deep');
    expect(cached.code).toBe(0);
    expect(cached.out).toMatch(/✓ Main model .*digest matches/);
    const again = await lab.run('check', '--deep', '--again');
    expect(again.code).toBe(3);
    expect(again.out).toMatch(/▲ Main model .*digest does not[\s\S]*match/);
    expect(await lab.run('pull', '--repair', lab.main)).toMatchObject({ code: 0 });
    expect(sha256(await readFile(path))).toBe(digest);
    expect((await lab.run('check', '--deep', '--again')).code).toBe(0);
  });
});

describe('stopped in the middle', () => {
  test('^C says how far it is, the journal knows it, and the same command goes on from there', async () => {
    const lab = await fresh();
    // Slowly enough that a busy machine, too, hears the ^C before the end.
    lab.ollama.faults.speed = 1_000_000;
    const going = lab.begin('pull', lab.main, '--json');
    await going.says(/"share":0\.[2-9]/);
    going.signal('SIGINT');
    const { code, out } = await going.ended;
    expect(code).toBe(1);
    expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toMatchObject({ is: 'stopped' });
    const journal = Journal.pick({ jobs: true }).parse({ jobs: await lab.jobs() });
    expect(journal.jobs).toMatchObject([{ kind: 'pull', what: lab.main, isStopped: true }]);
    expect(journal.jobs[0]?.reached).toBeGreaterThanOrEqual(0.2);
    expect((await lab.run('jobs')).out).toMatch(/^– .*main:1b: stopped at \d+% +\[pull:.*\]\n$/);
    const before = lab.ollama.fetched();
    expect(before).toBeGreaterThan(1_000_000);
    expect(before).toBeLessThan(6_000_000);
    lab.ollama.faults.speed = 50_000_000;
    const resumed = await lab.run('pull', lab.main);
    expect(resumed.code).toBe(0);
    expect(resumed.out).toContain(`✓ ${lab.main}: done\n`);
    // No byte came twice: the weights, and some hundred bytes beside them.
    const all = lab.ollama.model(lab.main).layers.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(lab.ollama.fetched()).toBe(all);
    expect(await lab.jobs()).toEqual([]);
  });
});

describe('the image’s backup', () => {
  test('a byte of it that is another is found by reading it; it is saved anew, and the old one is kept beside', async () => {
    const lab = await prepared();
    await flip(lab.backup, 200_000);
    expect((await itemOf(lab, 'backup'))?.proof.key).toBe('ready.x.backup');
    const verified = await lab.run('image', 'verify');
    expect(verified.code).toBe(1);
    expect(verified.out).toMatch(/▲ Verify the backup: The archive .* is damaged: [0-9a-f]{12}\.tar\. /);
    expect(await itemOf(lab, 'backup')).toMatchObject({ state: 'fail', fix: { wish: { kind: 'save' } } });
    const damaged = await readFile(lab.backup);
    expect(await lab.run('image', 'save')).toMatchObject({ code: 0 });
    expect(await readFile(lab.backup)).toEqual(await readFile(join(lab.home, 'own.tar')));
    expect(await readFile(`${lab.backup}.previous`)).toEqual(damaged);
    expect((await itemOf(lab, 'backup'))?.proof.key).toBe('ready.v.backup');
  });

  test('an image that is gone comes back from it, and then it says “loaded back”', async () => {
    const lab = await prepared();
    await rm(join(lab.home, 'there', '1'));
    expect(await itemOf(lab, 'image')).toMatchObject({ state: 'fail', fix: { wish: { kind: 'load' } } });
    expect(await lab.run('prepare', '--yes')).toMatchObject({ code: 0 });
    expect(await itemOf(lab, 'image')).toMatchObject({ state: 'ok' });
    expect((await itemOf(lab, 'backup'))?.proof.key).toBe('ready.v.loaded');
  });
});

test('what is no name of a model is refused before anybody is asked, and --help is help', async () => {
  const lab = await fresh();
  const help = await lab.run('pull', '--help');
  expect(help.code).toBe(0);
  expect(help.out).toMatch(/pull \[MODEL\.\.\.\]/);
  for (const name of [';id', 'a\nb', '../x', '$(id)', 'a b', '/etc/passwd', '한글']) {
    const { code, out, err } = await lab.run('pull', name);
    expect([1, 2]).toContain(code);
    expect(`${out}${err}`).toMatch(/cannot be the name|no model/i);
    expect(`${out}${err}`.trim().split('\n')).toHaveLength(1);
  }
  expect((await lab.run('pull', '--', '--help')).code).toBe(1);
  expect(lab.ollama.asked().filter((path) => /pull|\.\.|id|passwd/.test(path))).toEqual([]);
  expect(await lab.jobs().catch(() => [])).toEqual([]);
});

test('in Korean every word of ours is Korean', async () => {
  const lab = await fresh();
  const check = await lab.run('--lang', 'ko', 'check');
  const prepare = await lab.run('--lang', 'ko', 'prepare', '--yes');
  for (const { out } of [check, prepare]) {
    const ours = out
      .split('\n')
      .filter((line) => !line.includes('→ offline-mode '))
      .join('\n')
      .replaceAll(lab.main, '')
      .replaceAll(lab.small, '')
      .replaceAll(base, '')
      .replaceAll('openclaw:local', '')
      // The name of an image, without its middle.
      .replace(/\S*…\S*/g, '');
    const names = new Set([
      'Ollama',
      'OpenClaw',
      'VPN',
      'Headscale',
      'Tailscale',
      'Podman',
      'Mac',
      'GB',
      'Mbit',
      'MB',
      'kB',
    ]);
    expect((ours.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !names.has(word))).toEqual([]);
    expect(out).toMatch(/[가-힣]/);
  }
});
