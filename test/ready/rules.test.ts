import { describe, expect, test } from 'vitest';
import { noProofs } from '../../main/core/ready/proofs.ts';
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
  ...{ bytes: 5, changedAt: 1_000, isWhole: true, image: '8cf42df6bafd', names: [], at: 1, loadedAt: null },
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

const situations: readonly (readonly [string, string, Given, string])[] = [
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
    'unknown: Ollama does not run, so its models cannot be seen → start ollama',
  ],
  [
    ...(['model', 'nobody wants any, and there is none'] as const),
    { stack: { models: [], config: null, gateway: 'down', container: 'gone' } },
    'fail: no model is here or chosen → pull qwen2.5-coder:32b',
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
    'warn: needs 21.9 GB of 24.0 GB, so it may be slow',
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
    'unknown: nobody/knows:1b: its need of memory is not known',
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
    `warn: ${main} has 19.9 GB, a small one has under 3 GB → settings set ollama.canary …`,
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
  ['machine', 'it runs', { platform: 'darwin' }, 'ok: kept on disk'],
  [
    'machine',
    'it rests',
    { platform: 'darwin', stack: { machine: 'stopped' } },
    'warn: does not run; it may not start offline → start podman',
  ],
  [
    'machine',
    'there is none',
    { platform: 'darwin', stack: { machine: 'none' } },
    'fail: none, and making one needs the internet → prepare --only machine',
  ],
  ['config', 'nobody could ask OpenClaw', {}, 'warn: worked out, OpenClaw was not asked'],
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
      settings: { 'ollama.more': ['llama3.3'] },
      tools: {
        machine: { memory: () => 36e9, disk: async () => ({ free: 45e9, size: 5e11 }), home: '/home/me' },
      },
    },
    'fail: 45.0 GB free, 52.5 GB needed',
  ],
  ['login', 'a terminal does not open by itself', {}, 'not-wanted: only for the Mac app'],
  ['drill', 'none yet', {}, 'fail: not yet'],
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
    expect(missing.map(({ id }) => id)).toEqual(['bridge']);
    for (const group of readyGroups(readyOf(it), { lang: 'ko', now: it.snapshot().at, isAway: false }))
      for (const row of group.rows) expect(`${row.name}${row.proof}`).not.toMatch(/[{}]|undefined/);
  });
});

describe('the sum of it', () => {
  const en = { lang: 'en' as const, now: 0, isAway: false };

  test('what is needed and missing makes it “not ready”, and is named', async () => {
    const it = await looked({ settings: { 'ollama.main': 'gpt-oss:20b' } });
    const ready = readyOf(it);
    expect([ready.state, firstGap(ready)?.id]).toEqual(['no', 'model']);
    expect(readySay(ready, en)).toBe(
      'If the internet died now: Not ready yet. Main model: gpt-oss:20b is not here.',
    );
  });

  test('what is only good to have makes it “nearly”', async () => {
    const it = await looked({ prepare: withFiles() });
    const ready = readyOf(it);
    expect([ready.state, ready.proved, ready.of]).toEqual(['nearly', 9, 14]);
    expect(scoreSay(ready, speaker('en'))).toBe('9 of 14 proved, for an outage of 14 days.');
    expect(readySay(ready, en)).toBe('If the internet died now: Nearly ready. Image backup: none.');
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
    expect(line(it, 'config')).toBe('warn: worked out, OpenClaw was not asked');
    expect([ready.state, ready.proved, ready.of]).toEqual(['nearly', 9, 10]);
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
    expect(readySay(readyOf(it), en)).toBe('If the internet died now, your AI would go on.');
  });

  test('an answer given in a switch to offline stands afterwards, too', async () => {
    const it = await looked({ stack: { config: cloudConfig } });
    expect(line(it, 'answer')).toBe('fail: not yet → prepare --only answer');
  });
});
