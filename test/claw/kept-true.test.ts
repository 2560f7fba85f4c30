import { describe, expect, test } from 'vitest';
import { pinSay, standsSay } from '../../main/core/claw/say.ts';
import { view } from '../../main/core/view.ts';
import { speaker } from '../../main/core/words.ts';
import { cloudConfig, goodConfig } from '../fakes/stack.ts';
import { paths } from '../fakes/world.ts';
import { configPath } from '../parts/stand.ts';
import { at, type Switching } from './switching.ts';

const say = speaker('en');
const cloud = '"primary": "anthropic/claude-opus-4-6"';
const local = '"primary": "ollama/qwen2.5-coder:32b"';
const key = 'agent:main:me';
const chosen = { key, modelOverrideSource: 'user', modelProvider: 'anthropic', model: 'claude-opus-4-6' };
const lost = { key, modelProvider: 'ollama', model: 'qwen2.5-coder:32b' };
const goOffline = async (one: Switching) => {
  await one.engine.send({ type: 'mode.set', mode: 'offline' });
  await one.pass(20_000);
};
const goOnline = async (one: Switching, ms = 20_000) => {
  await one.engine.send({ type: 'mode.set', mode: 'online' });
  await one.pass(ms);
};

describe('what could leave is told of the config that is there', () => {
  test('not of the one before a switch', async () => {
    const one = await at();
    await goOffline(one);
    expect(one.snapshot().switch?.ahead?.now).toMatchObject({ models: 'none' });
    await goOnline(one, 1);
    expect(one.config()).toBe(cloudConfig);
    expect(one.snapshot().switch?.ahead).toBeNull();
    await one.pass(20_000);
    expect(one.snapshot().switch?.ahead?.now).toMatchObject({ models: 'could' });
    await one.engine.stop();
  });

  test('before a switch and after it, as it was found then', async () => {
    const one = await at();
    await goOffline(one);
    expect(one.snapshot().switch?.run).toMatchObject({
      leaksBefore: { models: 'could' },
      leaks: { models: 'none' },
    });
    await one.engine.stop();
  });
});

describe('no cloud models, by choice', () => {
  const spoil = async (one: Switching) => {
    one.world.disk.set(configPath, one.config().replace(local, cloud));
    await one.pass(60_000);
  };
  test('somebody puts one in: it is taken out again, and theirs when the choice is undone', async () => {
    const one = await at({ 'switch.noCloud': true });
    await one.pass(30_000);
    expect(one.config()).toContain(local);
    await spoil(one);
    expect(one.config()).toContain(local);
    expect(one.snapshot().switch).toMatchObject({ side: 'local', isSpoilt: false });
    await one.engine.send({ type: 'setting.unset', key: 'switch.noCloud' });
    await one.pass(30_000);
    expect(one.config()).toContain(cloud);
    await one.engine.stop();
  });

  test('a program that puts one in again and again is not fought for ever, and that is said', async () => {
    const one = await at({ 'switch.noCloud': true });
    await one.pass(30_000);
    for (let round = 0; round < 4; round += 1) await spoil(one);
    expect(one.config()).toContain(cloud);
    const told = one.snapshot().switch;
    expect(told && standsSay(told, say)).toMatch(/cloud models could be asked again/);
    await one.engine.stop();
  });
});

test('another config is chosen while offline: the first gets its own back, then the other one goes offline', async () => {
  const other = '/home/me/other/openclaw.json';
  const one = await at({}, {}, { prepare: (world) => world.disk.set(other, cloudConfig) });
  await goOffline(one);
  expect(one.config()).toContain(local);
  await one.engine.send({ type: 'setting.set', key: 'openclaw.config', value: other });
  await one.pass(60_000);
  expect(one.config()).toBe(cloudConfig);
  expect(one.world.disk.get(other)).toContain(local);
  await goOnline(one);
  expect(one.world.disk.get(other)).toBe(cloudConfig);
  await one.engine.stop();
});

describe('chats that lost their model', () => {
  const losing = async () => {
    const one = await at();
    one.gateway.sessions = [chosen];
    await goOffline(one);
    one.gateway.sessions = [lost];
    await goOnline(one);
    return one;
  };
  const says = (one: Switching) => {
    const told = one.snapshot().switch;
    return told && pinSay(told, say);
  };

  test('are still offered after another outage, and after a start', async () => {
    const one = await losing();
    expect(says(one)).toMatch(/^These chats have lost .* agent:main:me/);
    await goOffline(one);
    await goOnline(one);
    expect(says(one)).toMatch(/^These chats have lost .* agent:main:me/);
    await one.engine.stop();
    expect(JSON.parse(one.world.disk.get(paths.journal) ?? '').lost).toHaveLength(1);
    const engine = await one.world.start();
    await one.pass(20_000);
    await engine.send({ type: 'switch.repin' });
    await one.pass(5_000);
    expect(one.gateway.sessions).toEqual([chosen]);
    await engine.stop();
  });

  test('not where somebody has chosen another one since', async () => {
    const one = await losing();
    one.gateway.sessions = [{ ...chosen, model: 'claude-haiku' }];
    await one.pass(400_000);
    expect(says(one)).not.toMatch(/have lost/);
    await one.engine.stop();
  });
});

test('one that answered for the first model is told on home too', async () => {
  const one = await at({}, { config: goodConfig });
  one.gateway.winner = 'ollama/llama3.2:3b';
  await goOffline(one);
  const seen = view(one.snapshot(), { lang: 'en', now: one.world.clock.wall(), isAway: false });
  expect(seen.switching?.say).toMatch(/llama3\.2:3b/);
  await one.engine.stop();
});
