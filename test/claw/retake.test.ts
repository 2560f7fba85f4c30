import { describe, expect, test } from 'vitest';
import { standsSay } from '../../main/core/claw/say.ts';
import { speaker } from '../../main/core/words.ts';
import { cloudConfig } from '../fakes/stack.ts';
import { configPath } from '../parts/stand.ts';
import { at, type Switching } from './switching.ts';

const local = '"primary": "ollama/qwen2.5-coder:32b"';
const says = ({ snapshot }: Switching) => {
  const told = snapshot().switch;
  return told && standsSay(told, speaker('en'));
};
const asks = ({ gateway }: Switching) => gateway.asked.filter(({ method }) => method === 'connect').length;

describe('a gateway that has the config later', () => {
  test('its work holds it up: the file is said to have changed until it is in force', async () => {
    const one = await at();
    one.gateway.how = 'busy';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(6_000);
    const written = one.config();
    const touched = one.world.changed.get(configPath) ?? 0;
    await one.pass(4_000);
    expect(one.world.changed.get(configPath)).toBeGreaterThan(touched);
    expect(one.config()).toBe(written);
    one.gateway.how = 'open';
    await one.pass(20_000);
    expect(one.steps()).toBe('draft done, write done, take done, warm done, prove done, audit done');
    await one.engine.stop();
  });

  test('its work takes long: nobody claims that it is in force, and it is asked again until it is', async () => {
    const one = await at();
    one.gateway.how = 'busy';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.engine.state().claw.run).toMatchObject({
      ...{ isOver: true, inForceAt: null, took: { what: 'busy' }, proof: { what: 'impossible' } },
    });
    expect(says(one)).toMatch(/^Switched, not in effect yet: OpenClaw has read the config/);
    expect(one.gateway.asked.map(({ method }) => method)).not.toContain('agent');
    one.gateway.how = 'open';
    await one.pass(40_000);
    expect(one.engine.state().claw.run).toMatchObject({ isOver: true, proof: { what: 'local' } });
    expect(one.snapshot().switch?.run?.inForce).toBeGreaterThan(20_000);
    await one.engine.stop();
  });

  test('it was down: its start takes it, and then it is proved', async () => {
    const one = await at({}, { gateway: 'native-down' });
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(says(one)).toMatch(/OpenClaw is not running/);
    one.stack.gateway = 'native';
    await one.pass(60_000);
    expect(one.engine.state().claw.run).toMatchObject({
      ...{ isOver: true, took: { what: 'applied' }, proof: { what: 'local' } },
    });
    await one.engine.stop();
  });

  test('it did not look at its file, and was started anew by hand', async () => {
    const config = cloudConfig.replace('"mode": "local",', '"mode": "local", "reload": { "mode": "off" },');
    const one = await at({}, { config });
    one.gateway.how = 'off';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.engine.state().claw.run).toMatchObject({ took: { what: 'off' } });
    one.stack.gateway = 'native-down';
    await one.pass(60_000);
    expect(says(one)).toMatch(/OpenClaw is not running/);
    one.gateway.runs = one.config();
    one.stack.gateway = 'native';
    await one.pass(60_000);
    expect(one.engine.state().claw.run).toMatchObject({ proof: { what: 'local' } });
    await one.engine.stop();
  });

  test('on the way back as well: the file is back, and it is said that it is not in effect yet', async () => {
    const one = await at();
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    one.gateway.how = 'busy';
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.config()).toBe(cloudConfig);
    expect(says(one)).toBe(
      'Your config is back, byte for byte. OpenClaw has read it and applies it when its current work is done. This is checked again automatically.',
    );
    one.gateway.how = 'open';
    await one.pass(40_000);
    expect(says(one)).toBe('Your config is back, byte for byte.');
    await one.engine.stop();
  });

  test('on the way back: a chat that has lost its model is told once the gateway is there again', async () => {
    const one = await at();
    const key = 'agent:main:me';
    const pin = { key, modelOverrideSource: 'user', modelProvider: 'anthropic', model: 'claude-opus-4-6' };
    one.gateway.sessions = [pin];
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    one.gateway.sessions = [{ key, modelProvider: 'ollama', model: 'qwen2.5-coder:32b' }];
    one.stack.gateway = 'native-down';
    await one.pass(60_000);
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.snapshot().switch).toMatchObject({ run: { to: 'online', took: 'down' }, lost: [] });
    one.stack.gateway = 'native';
    await one.pass(60_000);
    const pins = [{ session: key, ref: 'anthropic/claude-opus-4-6' }];
    expect(one.snapshot().switch).toMatchObject({ run: { to: 'online', took: 'applied' }, lost: pins });
    await one.engine.stop();
  });

  test('it refuses a config in which nothing had to be changed: there is nothing to put back', async () => {
    const first = await at();
    await first.engine.send({ type: 'mode.set', mode: 'offline' });
    await first.pass(20_000);
    const config = first.config();
    await first.engine.stop();
    const one = await at({}, { config });
    one.gateway.how = 'refuses';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.config()).toBe(config);
    expect(one.snapshot().switch?.run).toMatchObject({ isOver: true, problem: { code: 'claw-refused-own' } });
    expect(says(one)).toMatch(/^OpenClaw refuses its current config .*This app changed nothing/);
    await one.engine.stop();
  });

  test('it refuses what it has put off: the config is what it was', async () => {
    const one = await at();
    one.gateway.how = 'busy';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(20_000);
    expect(one.config()).toContain(local);
    one.gateway.how = 'refuses';
    await one.pass(40_000);
    expect(one.config()).toBe(cloudConfig);
    expect(one.engine.state().claw).toMatchObject({ debt: null, run: { problem: { code: 'claw-refused' } } });
    await one.engine.stop();
  });

  test('it never has it: it is asked less and less, and then no more', async () => {
    const one = await at();
    one.gateway.how = 'shut';
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(30 * 60_000);
    const tried = asks(one);
    await one.pass(60 * 60_000);
    expect(tried).toBeGreaterThan(8);
    // One in five minutes, so that chats and jobs are known when they are needed.
    expect(asks(one) - tried).toBeLessThan(14);
    expect(one.engine.state().claw.run).toMatchObject({ took: { what: 'unknown' }, retakes: 8 });
    await one.engine.stop();
  });

  test('there and back within a second: it is not said to have the second text before it is through with the first', async () => {
    const one = await at();
    await one.pass(20_000);
    await one.engine.send({ type: 'mode.set', mode: 'offline' });
    await one.pass(300);
    expect(one.config()).toContain(local);
    await one.engine.send({ type: 'mode.set', mode: 'online' });
    await one.pass(20_000);
    expect(one.config()).toBe(cloudConfig);
    expect(one.snapshot().switch?.run).toMatchObject({ to: 'online', took: 'applied' });
    expect(one.snapshot().switch?.run?.inForce).toBeGreaterThanOrEqual(2_000);
    await one.engine.stop();
  });
});
