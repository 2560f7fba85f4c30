import { describe, expect, test } from 'vitest';
import { noProofs, Proofs, withProofs } from '../../main/core/ready/proofs.ts';
import { firstGap, readyGroups, readyRow, readySay, scoreSay } from '../../main/core/ready/say.ts';
import type { ToldItem, ToldReady } from '../../main/core/ready/told.ts';
import { speaker } from '../../main/core/words.ts';
import { blobAt, modelFiles, putModel, weightsOf } from '../fakes/model-files.ts';
import { cloudConfig, type Stack, tailnet } from '../fakes/stack.ts';
import { paths, type World } from '../fakes/world.ts';
import { type Given, type Standing, stand } from '../parts/stand.ts';

const [main, fallback] = ['qwen2.5-coder:32b', 'llama3.2:3b'];

/** A look at everything, and the rehearsal of the config, in a world with these parts. */
async function looked(given: Given = {}): Promise<Standing> {
  const it = await stand(given);
  await it.pass(20_000);
  return it;
}

function readyOf(it: Standing): ToldReady {
  const { ready } = it.snapshot();
  if (!ready) throw new Error('no readiness');
  return ready;
}

const itemIn = (it: Standing, id: string): ToldItem | undefined =>
  readyOf(it).items.find((one) => one.id === id);

/** "fail: not yet → what a person would type". */
function line(it: Standing, id: string): string {
  const found = itemIn(it, id);
  if (!found) return 'none';
  const row = readyRow(found, { lang: 'en', now: it.snapshot().at, isAway: false });
  const command = row.command?.replace('offline-mode ', '');
  return `${found.state}: ${row.proof}${command ? ` → ${command}` : ''}`;
}

/** Every file of both models is there, and changed by `then`. */
const withFiles =
  (then: (world: World, stack: Stack) => void = () => {}) =>
  (world: World, stack: Stack) => {
    for (const { name } of stack.models) putModel(world, stack, name);
    then(world, stack);
  };

const backup = '/home/me/backups/openclaw-local.tar';
const proofsOn = (world: World, part: object) =>
  world.disk.set(paths.proofs, JSON.stringify({ ...noProofs, ...part }));
const archive = (part: object = {}) => ({
  ...{
    bytes: 5,
    changedAt: 1_000,
    isWhole: true,
    image: '8cf42df6bafd',
    names: ['localhost/openclaw:local'],
    at: 1,
    loadedAt: null,
  },
  ...part,
});
const withBackup =
  (proof: object | null) =>
  (world: World): void => {
    world.disk.set(backup, 'image');
    if (proof) proofsOn(world, { backups: { [backup]: archive(proof) } });
  };
const read = (text: string, part: object = {}) => ({
  ...{ bytes: text.length, changedAt: 1_000, isWhole: true, at: 1, ...part },
});

const elsewhere: Given = {
  settings: { 'ollama.places': ['http://192.168.1.70:11434'], 'ollama.more': ['llama3.3'] },
  prepare: (world) => {
    const own = world.services.get('127.0.0.1:11434');
    if (own) world.services.set('192.168.1.70:11434', own);
  },
};

const situations: readonly (readonly [string, string, Given, string])[] = [
  ['ollama', 'it answers', {}, 'ok: answers, version 0.33.0'],
  ['ollama', 'it does not', { stack: { ollama: 'down' } }, 'fail: does not answer → start ollama'],
  [
    'ollama',
    'there is none',
    { stack: { ollama: 'down', hasOllama: false } },
    'fail: not installed → status',
  ],
  ['openclaw', 'it answers', {}, 'ok: answers'],
  ['openclaw', 'it does not', { stack: { container: 'exited' } }, 'fail: does not answer → start openclaw'],
  ['openclaw', 'it starts', { stack: { gateway: 'starting' } }, 'unknown: is starting → check'],
  ['answer', 'OpenClaw does not run', { stack: { container: 'exited' } }, 'fail: not yet → start openclaw'],
  [
    'config',
    'Ollama does not answer',
    { stack: { ollama: 'down' }, prepare: withFiles() },
    'unknown: does not answer',
  ],
  [
    ...(['fallback', 'the chosen one comes before the config’s'] as const),
    { settings: { 'ollama.fallback': 'gpt-oss:20b' } },
    'fail: gpt-oss:20b is not here → pull gpt-oss:20b',
  ],
  [
    ...(['model', 'a fallback alone is no main model'] as const),
    { settings: { 'ollama.fallback': fallback }, stack: { config: null }, prepare: withFiles() },
    `ok: ${main}, complete on disk`,
  ],
  [
    ...(['model', 'it is missing, and this machine could not run it'] as const),
    { settings: { 'ollama.main': 'llama3.3' } },
    'fail: llama3.3 is not here, and too large for this machine → settings set ollama.main …',
  ],
  [
    ...(['fallback', 'its name says that it runs in the cloud'] as const),
    { settings: { 'ollama.fallback': 'gpt-oss:120b-cloud' } },
    'fail: gpt-oss:120b-cloud runs in the cloud → settings set ollama.fallback …',
  ],
  [
    ...(['model:llama3.3:latest', 'another machine’s memory is not ours to judge by'] as const),
    elsewhere,
    'fail: llama3.3 is not here → pull llama3.3',
  ],
  ['disk', 'what another machine keeps needs no room here', elsewhere, 'ok: 200 GB free'],
  [
    ...(['backup', 'it is of another image, and ours is gone'] as const),
    { stack: { image: false }, prepare: withBackup({ names: ['docker.io/library/alpine:3'] }) },
    'fail: of another image',
  ],
  [
    ...(['image', 'its backup is of another image'] as const),
    { stack: { image: false }, prepare: withBackup({ names: ['docker.io/library/alpine:3'] }) },
    'fail: openclaw:local is missing → settings set image.context …',
  ],
  [
    ...(['image', 'what was found wrong was another file'] as const),
    { stack: { image: false }, prepare: withBackup({ isWhole: false, bytes: 9 }) },
    'fail: openclaw:local is missing → image load',
  ],
  [
    ...(['keys', 'Tailscale may not be asked, and a certificate is long'] as const),
    { stack: { tailscale: 'gui', telmeetPrint: 'ab'.repeat(32) } },
    'unknown: could not be checked → status',
  ],
  [
    ...(['keys', 'Tailscale may not be asked, and a certificate is short'] as const),
    { stack: { tailscale: 'gui', telmeetPrint: 'ab'.repeat(32) }, settings: { 'outage.days': 100 } },
    'fail: telmeet ends in 89 days → status',
  ],
  ['model', 'files of the right size', { prepare: withFiles() }, `ok: ${main}, complete on disk`],
  [
    ...(['model', 'all of it was read, and the files are the same'] as const),
    {
      prepare: withFiles((world) => {
        const { blobs } = modelFiles(main);
        proofsOn(world, {
          blobs: Object.fromEntries([...blobs].map(([digest, text]) => [digest, read(text)])),
        });
      }),
    },
    `ok: ${main}, digest matches`,
  ],
  [
    ...(['model', 'a file was changed since it was read'] as const),
    {
      prepare: withFiles((world) => {
        const { blobs } = modelFiles(main);
        const proofs = [...blobs].map(([digest, text]) => [digest, read(text, { changedAt: 7 })]);
        proofsOn(world, { blobs: Object.fromEntries(proofs) });
      }),
    },
    `ok: ${main}, complete on disk`,
  ],
  [
    ...(['model', 'one byte is another'] as const),
    {
      prepare: withFiles((world) => {
        const files = modelFiles(main);
        const digest = weightsOf(files);
        proofsOn(world, {
          blobs: { [digest]: read(files.blobs.get(digest) ?? '', { isWhole: false }) },
        });
      }),
    },
    `fail: ${main}: digest does not match → pull --repair ${main}`,
  ],
  [
    ...(['model', 'its weights are gone'] as const),
    { prepare: withFiles((world) => void world.disk.delete(blobAt(weightsOf(modelFiles(main))))) },
    `fail: ${main}: files are missing → pull ${main}`,
  ],
  [
    ...(['model', 'its weights are too short'] as const),
    { prepare: withFiles((world) => void world.disk.set(blobAt(weightsOf(modelFiles(main))), 'x')) },
    `fail: ${main}: files are damaged → pull --repair ${main}`,
  ],
  [
    ...(['model', 'Ollama itself cannot read it'] as const),
    { prepare: withFiles(), stack: { broken: new Map([[main, 500 as const]]) } },
    `fail: ${main}: files are damaged → pull --repair ${main}`,
  ],
  [
    ...(['model', 'nobody has it'] as const),
    { settings: { 'ollama.main': 'gpt-oss:20b' } },
    'fail: gpt-oss:20b is not here → pull gpt-oss:20b',
  ],
  [
    ...(['model', 'it only looks as if it were here'] as const),
    { stack: { models: [{ name: main, bytes: 300, isCloud: true }] } },
    `fail: ${main} runs in the cloud → settings set ollama.main …`,
  ],
  [
    ...(['model', 'Ollama does not run, and the files are there'] as const),
    { prepare: withFiles(), stack: { ollama: 'down' } },
    `ok: ${main}, complete on disk`,
  ],
  [
    ...(['model', 'Ollama does not run, and nothing is there'] as const),
    { stack: { ollama: 'down' } },
    'unknown: Ollama is not running, so its models cannot be seen → start ollama',
  ],
  [
    ...(['model', 'nobody wants any, and there is none'] as const),
    { stack: { models: [], config: null, gateway: 'down', container: 'gone' } },
    'fail: no model was found, and none is chosen → pull qwen2.5-coder:32b',
  ],
  [
    ...(['model', 'an Ollama on another machine has it'] as const),
    {
      settings: { 'ollama.places': ['http://192.168.1.70:11434'] },
      prepare: (world) => {
        const own = world.services.get('127.0.0.1:11434');
        if (own) world.services.set('192.168.1.70:11434', own);
      },
    },
    `ok: ${main}, listed by http://192.168.1.70:11434`,
  ],
  ['fits', 'it does', { prepare: withFiles() }, 'ok: needs 21.9 GB of 36.0 GB'],
  [
    ...(['fits', 'only just'] as const),
    {
      tools: {
        machine: { memory: () => 24e9, disk: async () => ({ free: 2e11, size: 5e11 }), home: '/home/me' },
      },
    },
    'warn: needs 21.9 GB of 24.0 GB, so it may be slow → settings set ollama.main …',
  ],
  [
    ...(['fits', 'it does not'] as const),
    {
      tools: {
        machine: { memory: () => 16e9, disk: async () => ({ free: 2e11, size: 5e11 }), home: '/home/me' },
      },
    },
    'fail: needs 21.9 GB, this machine has 16.0 GB → settings set ollama.main …',
  ],
  [
    ...(['fits', 'it is not here yet, and its size is known'] as const),
    { settings: { 'ollama.main': 'llama3.3' } },
    'fail: needs 43.5 GB, this machine has 36.0 GB → settings set ollama.main …',
  ],
  [
    ...(['fits', 'it is not here yet, and nobody knows its size'] as const),
    { settings: { 'ollama.main': 'nobody/knows:1b' } },
    'unknown: nobody/knows:1b: how much memory it needs is not known',
  ],
  ['fallback', 'a smaller one is there', { prepare: withFiles() }, `ok: ${fallback}, complete on disk`],
  [
    ...(['fallback', 'the guide’s own, which is twice as large'] as const),
    { settings: { 'ollama.main': main, 'ollama.fallback': 'llama3.3' }, stack: { config: null } },
    'fail: llama3.3 needs 43.5 GB, this machine has 36.0 GB → settings set ollama.fallback …',
  ],
  [
    ...(['fallback', 'none'] as const),
    { settings: { 'ollama.main': main }, stack: { config: null } },
    'fail: none chosen → settings set ollama.fallback …',
  ],
  [
    ...(['fallback', 'one that is not smaller'] as const),
    {
      settings: { 'ollama.main': fallback, 'ollama.fallback': main },
      stack: { config: null },
      prepare: withFiles(),
    },
    `warn: ${main} is no smaller than the main model → settings set ollama.fallback …`,
  ],
  ['tools', 'it can', {}, `ok: ${main} can use tools`],
  [
    'tools',
    'without OpenClaw nobody needs them',
    { stack: { config: null, gateway: 'down', container: 'gone', podman: 'absent' } },
    'not-wanted: OpenClaw is not set up here',
  ],
  ['canary', 'nobody wants one', {}, 'not-wanted: none chosen'],
  [
    ...(['canary', 'it is not here'] as const),
    { settings: { 'ollama.canary': 'qwen3:0.6b' } },
    'fail: qwen3:0.6b is not here → pull qwen3:0.6b',
  ],
  [
    ...(['canary', 'it is there'] as const),
    { settings: { 'ollama.canary': fallback }, prepare: withFiles() },
    `ok: ${fallback}, complete on disk`,
  ],
  [
    ...(['canary', 'it is no small one'] as const),
    { settings: { 'ollama.canary': main }, prepare: withFiles() },
    `warn: ${main} is 19.9 GB, a small one is under 3 GB → settings set ollama.canary …`,
  ],
  [
    ...(['model:gpt-oss:20b', 'further models of the person'] as const),
    { settings: { 'ollama.more': ['gpt-oss:20b'] } },
    'fail: gpt-oss:20b is not here → pull gpt-oss:20b',
  ],
  ['image', 'it is there', {}, 'ok: openclaw:local, built Nov 19'],
  [
    'image',
    'it is not',
    { stack: { image: false } },
    'fail: openclaw:local is missing → settings set image.context …',
  ],
  [
    ...(['image', 'it is not, and can be built'] as const),
    { stack: { image: false }, settings: { 'image.context': '/home/me/claw' } },
    'fail: openclaw:local is missing → image build',
  ],
  [
    ...(['image', 'it is not, and there is a backup'] as const),
    { stack: { image: false }, prepare: withBackup({}) },
    'fail: openclaw:local is missing → image load',
  ],
  [
    'image',
    'Podman does not answer',
    { stack: { podman: 'down' } },
    'unknown: Podman does not answer → check',
  ],
  [
    'image',
    'OpenClaw runs in none',
    { stack: { podman: 'absent', container: 'gone', gateway: 'native', hasOpenClaw: true } },
    'not-wanted: OpenClaw runs in no container',
  ],
  ['backup', 'none', {}, 'fail: none → image save'],
  ['backup', 'nobody has read it', { prepare: withBackup(null) }, 'warn: not verified → image verify'],
  ['backup', 'it was read', { prepare: withBackup({}) }, 'ok: verified, 0 kB'],
  ['backup', 'it was loaded', { prepare: withBackup({ loadedAt: 5 }) }, 'ok: loaded back, 0 kB'],
  [
    'backup',
    'it was changed since',
    { prepare: withBackup({ bytes: 9 }) },
    'warn: not verified → image verify',
  ],
  ['backup', 'it is damaged', { prepare: withBackup({ isWhole: false }) }, 'fail: damaged → image save'],
  [
    'backup',
    'it is of an older build',
    { prepare: withBackup({ image: 'abc' }) },
    'warn: of another build → image save',
  ],
  [
    ...(['base:docker.io/library/node:24', 'it is not here'] as const),
    {
      settings: { 'image.context': '/home/me/claw' },
      prepare: (world) =>
        void world.disk.set('/home/me/claw/Containerfile', 'FROM docker.io/library/node:24\n'),
    },
    'fail: not here → image base docker.io/library/node:24',
  ],
  [
    ...(['base', 'the folder is gone'] as const),
    { settings: { 'image.context': '/home/me/claw' } },
    'fail: the folder to build from is missing → settings set image.context …',
  ],
  [
    ...(['base', 'it has no recipe'] as const),
    {
      settings: { 'image.context': '/home/me/claw' },
      prepare: (world) => void world.disk.set('/home/me/claw/README', 'x'),
    },
    'fail: the folder has no Containerfile → settings set image.context …',
  ],
  ['machine', 'Linux needs none', {}, 'not-wanted: none needed here'],
  ['machine', 'it runs', { platform: 'darwin' }, 'ok: runs'],
  [
    'machine',
    'it rests',
    { platform: 'darwin', stack: { machine: 'stopped' } },
    'warn: is not running; it may not start offline → start podman',
  ],
  [
    'machine',
    'there is none',
    { platform: 'darwin', stack: { machine: 'none' } },
    'fail: none, and making one needs the internet → prepare --only machine',
  ],
  ['config', 'nobody could ask OpenClaw', {}, 'warn: can be made; OpenClaw has not checked it → status'],
  [
    ...(['config', 'OpenClaw accepts both'] as const),
    { stack: { podman: 'absent', container: 'gone', gateway: 'native', hasOpenClaw: true } },
    'ok: both versions accepted',
  ],
  [
    ...(['config', 'OpenClaw refuses'] as const),
    {
      stack: { podman: 'absent', container: 'gone', gateway: 'native', hasOpenClaw: true, check: 'refused' },
    },
    'fail: OpenClaw refuses: gateway: Unrecognized key: "prot" → status',
  ],
  [
    ...(['config', 'no model that could answer'] as const),
    { stack: { models: [] } },
    'fail: no offline version can be made → status',
  ],
  ['answer', 'nobody has asked', {}, 'fail: not yet → prepare --only answer'],
  [
    ...(['answer', 'with another config'] as const),
    { prepare: (world) => proofsOn(world, { answer: { model: main, config: 'f'.repeat(64), at: 1 } }) },
    `warn: ${main} answered, with another config → prepare --only answer`,
  ],
  ['deps', 'no project', {}, 'not-wanted: no project chosen'],
  [
    ...(['deps', 'its folder is gone'] as const),
    { settings: { 'deps.folder': '/home/me/app' } },
    'fail: cannot be checked → settings set deps.folder …',
  ],
  [
    ...(['deps', 'nobody has looked'] as const),
    {
      settings: { 'deps.folder': '/home/me/app' },
      prepare: (world) => void world.disk.set('/home/me/app/pnpm-lock.yaml', "lockfileVersion: '9.0'\n"),
    },
    'fail: not proved yet → deps',
  ],
  ['keys', 'they outlive the outage', {}, 'ok: first one ends in 188 days'],
  [
    ...(['keys', 'the first one does not'] as const),
    { stack: { tailscale: tailnet(undefined, {}, { KeyExpiry: '2026-11-30T00:00:00Z' }) } },
    'fail: Tailscale ends in 5 days → status',
  ],
  [
    ...(['keys', 'a longer outage is to be met'] as const),
    { settings: { 'outage.days': 300 } },
    'fail: Tailscale ends in 188 days → status',
  ],
  [
    ...(['keys', 'a certificate of a service ends first'] as const),
    { stack: { telmeetPrint: 'ab'.repeat(32) }, settings: { 'outage.days': 60 } },
    'ok: first one ends in 89 days',
  ],
  [
    ...(['keys', 'none in use'] as const),
    { stack: { tailscale: 'absent' }, settings: { 'headscale.url': '' } },
    'not-wanted: none in use',
  ],
  [
    ...(['keys', 'none ends'] as const),
    { stack: { tailscale: tailnet(undefined, {}, { KeyExpiry: undefined }) } },
    'ok: none ends',
  ],
  [
    'keys',
    'Tailscale may not be asked',
    { stack: { tailscale: 'gui' } },
    'unknown: could not be checked → status',
  ],
  ['headscale', 'not set up', { settings: { 'headscale.url': '' } }, 'not-wanted: not set up'],
  [
    'headscale',
    'its config was not read',
    {},
    'warn: its config was not read → settings set headscale.config …',
  ],
  ['headscale', 'it does not answer', { stack: { headscale: 'down' } }, 'fail: no answer → status'],
  ['peers', 'they are remembered', {}, 'ok: kept through a restart'],
  [
    ...(['peers', 'they are not'] as const),
    { stack: { tailscale: tailnet(undefined, {}, { CapMap: {} }) } },
    'fail: forgotten at a restart → status',
  ],
  ['lan:telmeet', 'it answers', {}, 'ok: answers'],
  [
    'lan:telmeet',
    'with a certificate',
    { stack: { telmeetPrint: 'ab'.repeat(32) } },
    'ok: answers, certificate 89 days',
  ],
  ['lan:telmeet', 'it does not', { stack: { telmeet: 'down' } }, 'fail: no answer → check'],
  ['disk', 'enough', {}, 'ok: 200 GB free'],
  [
    ...(['disk', 'not enough for what is still to come'] as const),
    {
      settings: { 'ollama.more': ['gpt-oss:20b', 'llama3.3'] },
      tools: {
        machine: { memory: () => 36e9, disk: async () => ({ free: 20e9, size: 5e11 }), home: '/home/me' },
      },
    },
    'fail: 20.0 GB free, 23.8 GB needed → status',
  ],
  ['bridge', 'a container that others have made', {}, 'not-wanted: not needed in this form'],
  ['bridge', 'ours, without a backup', { stack: { form: 'A' } }, 'fail: none → image save'],
  [
    ...(['bridge', 'ours, with its backup'] as const),
    { stack: { form: 'B' }, prepare: withBackup({}) },
    'ok: runs from OpenClaw’s own image',
  ],
  ['login', 'a terminal does not open by itself', {}, 'not-wanted: only for the Mac app'],
  ['drill', 'none yet', {}, 'fail: not yet → drill wifi'],
];

describe('a line of the readiness', () => {
  test.each(situations)('%s: %s', async (id, _what, given, expected) => {
    const it = await looked(given);
    expect(line(it, id)).toBe(expected);
    await it.engine.stop();
  });

  test('every line there is was tried, and says the same amount in Korean', async () => {
    const it = await looked({ prepare: withFiles() });
    const tried = new Set(situations.map(([id]) => id));
    const missing = readyOf(it).items.filter(({ id }) => !tried.has(id));
    expect(missing.map(({ id }) => id)).toEqual([]);
    for (const group of readyGroups(readyOf(it), { lang: 'ko', now: it.snapshot().at, isAway: false }))
      for (const row of group.rows) expect(`${row.name}${row.proof}`).not.toMatch(/[{}]|undefined/);
  });
});

describe('opening at login', () => {
  test('is as old as what the system said of it', async () => {
    const it = await looked();
    for (const opensAtLogin of [true, false, false]) {
      await it.pass(50_000);
      const now = it.world.clock.wall();
      it.engine.tell({ type: 'login.told', opensAtLogin });
      await it.pass(50_000);
      const told = opensAtLogin ? { state: 'ok', fix: null } : { state: 'fail', fix: { do: 'login' } };
      expect(itemIn(it, 'login')).toMatchObject({ ...told, at: now });
    }
  });
});

describe('a look at the files', () => {
  test('weights that go while nobody looks are seen to be gone, and no age says otherwise', async () => {
    const it = await looked({ prepare: withFiles() });
    await it.pass(300_000);
    it.world.disk.delete(blobAt(weightsOf(modelFiles(main))));
    for (let n = 0; n < 12; n += 1) await it.pass(60_000);
    expect(line(it, 'model')).toBe(`fail: ${main}: files are missing → pull ${main}`);
  });

  test('“complete on disk” is as old as the look at the files', async () => {
    const it = await looked({ prepare: withFiles() });
    await it.pass(400_000);
    const { at } = itemIn(it, 'model') ?? {};
    const age = it.snapshot().at - (at ?? 0);
    const files = it.snapshot().at - Math.round(it.engine.state().ready.at + it.engine.state().epoch);
    expect([age > 60_000, age]).toEqual([true, files]);
  });
});

describe('proofs', () => {
  test('of more than are kept the newest stay, so that they can always be read again', () => {
    const many = Object.fromEntries(
      Array.from({ length: 80 }, (_, n) => [`/backups/${n}.tar`, { ...archive(), at: n }]),
    );
    const proofs = withProofs(noProofs, { backups: many });
    expect(Object.keys(proofs.backups)).toHaveLength(50);
    expect(proofs.backups['/backups/79.tar']).toBeDefined();
    expect(Proofs.safeParse(JSON.parse(JSON.stringify(proofs))).success).toBe(true);
  });
});

describe('the sum of it', () => {
  const en = { lang: 'en' as const, now: 0, isAway: false };

  test('what is needed and missing makes it “not ready”, and is named', async () => {
    const it = await looked({ settings: { 'ollama.main': 'gpt-oss:20b' } });
    const ready = readyOf(it);
    expect([ready.state, firstGap(ready)?.id]).toEqual(['no', 'model']);
    expect(readySay(ready, en)).toBe(
      'If the internet died now: not ready (Main model: gpt-oss:20b is not here).',
    );
  });

  test('what is only good to have makes it “nearly”', async () => {
    const it = await looked({ prepare: withFiles() });
    const ready = readyOf(it);
    expect([ready.state, ready.proved, ready.of]).toEqual(['nearly', 11, 16]);
    expect(scoreSay(ready, speaker('en'))).toBe('11 of 16 proved, for an outage of 14 days.');
    expect(readySay(ready, en)).toBe('If the internet died now: ready, with limits (Image backup: none).');
  });

  test('what is needed and cannot be looked at is not proved', async () => {
    const it = await looked({ stack: { ollama: 'down' } });
    expect(readyOf(it).state).toBe('no');
  });

  test('before everything was looked at nothing is said', async () => {
    const it = await stand({ prepare: (world) => void world.clock.pass(0) });
    expect(['checking', 'nearly', 'no']).toContain(readyOf(it).state);
    const fresh = await stand({ stack: { podman: 'silent' } });
    expect(readyOf(fresh).state).not.toBe('yes');
  });

  test('what is not wanted is left out of the sum, a must is not', async () => {
    const skip = ['drill', 'backup', 'answer', 'headscale', 'config', 'model'];
    const it = await looked({ prepare: withFiles(), settings: { 'ready.skip': skip } });
    const ready = readyOf(it);
    expect(line(it, 'backup')).toBe('not-wanted: left out by choice');
    expect(line(it, 'config')).toBe('warn: can be made; OpenClaw has not checked it → status');
    expect([ready.state, ready.proved, ready.of]).toEqual(['nearly', 11, 12]);
  });

  test('all of it', async () => {
    const it = await looked({
      stack: {
        podman: 'absent',
        container: 'gone',
        gateway: 'native',
        hasOpenClaw: true,
        tailscale: 'absent',
      },
      settings: { 'headscale.url': '', 'ready.skip': ['drill', 'answer'] },
      prepare: withFiles(),
    });
    expect(readyOf(it)).toMatchObject({ state: 'yes' });
    expect(readySay(readyOf(it), en)).toBe('If the internet died now, your AI would keep working.');
  });

  test('an answer given in a switch to offline stands afterwards, too', async () => {
    const it = await looked({ stack: { config: cloudConfig } });
    expect(line(it, 'answer')).toBe('fail: not yet → prepare --only answer');
  });
});
