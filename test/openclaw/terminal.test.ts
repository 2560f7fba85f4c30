import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clawPossible } from '../real/openclaw.ts';
import { claude, cloudFirst, secrets } from './cloud-first.ts';
import { clawLab, type Lab, type Ports } from './lab.ts';
import { hash, type Room, roomBeside, settingsFor } from './product.ts';
import { type Around, isBuilt, terminal } from './terminal.ts';

const possible = await clawPossible();
if (!possible.ok) console.log(`skipped: real OpenClaw: ${possible.why}`);
if (!isBuilt()) console.log('skipped: the command is not built (npm run build)');

const langs = ['en', 'ko'] as const;
/** The names of the steps as they are printed, and how it stands. */
const words = {
  en: {
    to: [
      'work out the config',
      'save the config',
      'OpenClaw applies it',
      'ask a test question',
      'check for leaks',
    ],
    back: ['restore the config', 'OpenClaw applies it'],
    proved: 'Offline, and proved: qwen2.5-coder:32b',
    given: 'Your config is back, byte for byte.',
  },
  ko: {
    to: ['구성 만들기', '구성 저장', 'OpenClaw에 적용', '시험 질문', '유출 경로 확인'],
    back: ['구성 되돌리기', 'OpenClaw에 적용'],
    proved: '오프라인 확인 완료: qwen2.5-coder:32b',
    given: '구성 파일을 바이트까지 그대로 되돌렸습니다.',
  },
} as const;

describe.skipIf(!possible.ok || !isBuilt())('the command, with a real OpenClaw and no app', () => {
  let lab: Lab;
  let around: Around;
  let room: Room;
  let original: string;
  let printed = '';

  beforeAll(async () => {
    const config = (ports: Ports) => {
      original = cloudFirst(ports);
      return original;
    };
    lab = await clawLab({ config, env: { ANTHROPIC_API_KEY: secrets[1] }, internet: [claude] });
    lab.reach(claude);
    room = await roomBeside(lab);
    const settings = { version: 1, 'probe.enabled': false, watching: true, ...settingsFor(lab) };
    writeFileSync(join(room.home, 'settings.json'), JSON.stringify(settings), { mode: 0o600 });
    const key = { ANTHROPIC_API_KEY: secrets[1] };
    around = { OFFLINE_MODE_HOME: room.home, OFFLINE_MODE_TEST_ROOT: room.root, ...key };
  }, 240_000);
  afterAll(async () => {
    await lab?.stop();
    room?.end();
  }, 60_000);

  const config = () => readFileSync(lab.configPath, 'utf8');
  const run = async (...args: string[]) => {
    const { code, out, err } = await terminal(around, args);
    printed += out + err;
    return { code, out, err };
  };

  test('what could leave is told by path, and that it can is the exit code 3', async () => {
    const { code, out } = await run('leaks', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ schema: 1, models: 'could', services: 'could' });
    expect(Date.now() - JSON.parse(out).at).toBeLessThan(300_000);
    expect((await run('leaks', '--lang', 'en')).out).toMatch(/\nChecked (just now|\d+ (s|min) ago)\.\n$/);
    expect(JSON.parse(out).leaks).toContainEqual({
      ...{ where: 'agents.defaults.model.primary', kind: 'model', to: 'anthropic/claude-opus-4-6' },
      ...{ why: 'cloud', isSure: true },
    });
    expect((await run('switch')).out).toContain('anthropic/claude-opus-4-6  →  ollama/qwen2.5-coder:32b');
  });

  test.each(langs)(
    'to offline and back in %s: each step a line, and the file is the same to the byte',
    async (lang) => {
      const to = await run('mode', 'offline', '--lang', lang);
      expect([to.code, to.err]).toEqual([0, '']);
      for (const step of words[lang].to) expect(to.out.split(`✓ ${step} `), to.out).toHaveLength(2);
      expect(to.out).toContain(words[lang].proved);
      expect(config()).not.toBe(original);
      expect((await run('switch', '--lang', lang)).out).toContain('✓ ollama/qwen2.5-coder:32b');
      const now = await run('leaks', '--lang', lang, '--json');
      expect([now.code, JSON.parse(now.out)]).toMatchObject([0, { models: 'none', services: 'none' }]);
      const back = await run('mode', 'online', '--lang', lang);
      expect([back.code, back.err]).toEqual([0, '']);
      for (const step of words[lang].back) expect(back.out.split(`✓ ${step} `), back.out).toHaveLength(2);
      expect(back.out).toContain(words[lang].given);
      expect(hash(config())).toBe(hash(original));
    },
  );

  test.each(['save the config', 'OpenClaw applies it'])(
    'killed behind "%s", the next one gives it back',
    async (step) => {
      const killed = await terminal(around, ['mode', 'offline', '--lang', 'en'], (out, kill) => {
        if (out.includes(`✓ ${step} `)) kill();
      });
      expect(killed.code).toBe(null);
      expect(config()).not.toBe(original);
      expect(await run('mode', 'online')).toMatchObject({ code: 0, err: '' });
      expect(hash(config())).toBe(hash(original));
    },
  );

  test('nothing that it printed is secret, and nobody outside was asked while it was offline', async () => {
    expect(printed).toContain(words.ko.given);
    for (const secret of secrets) expect(printed).not.toContain(secret);
    await run('mode', 'offline');
    lab.mark();
    expect(await lab.ask('my secret')).toMatchObject({ winnerProvider: 'ollama' });
    expect(lab.far.connections).toEqual([]);
    await run('mode', 'online');
    expect(hash(config())).toBe(hash(original));
  });
});
