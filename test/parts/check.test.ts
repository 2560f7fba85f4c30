import { describe, expect, test } from 'vitest';
import { goodConfig, type Stack } from '../fakes/stack.ts';
import { configPath, type Given, type Standing, stand } from './stand.ts';

const beside = '/home/me/.openclaw/models.json5';
const including = goodConfig.replace('{', '{ "$include": "./models.json5",');
const native: Partial<Stack> = { hasOpenClaw: true, podman: 'absent', gateway: 'native', config: including };
const given = (stack: Partial<Stack> = {}): Given => ({
  stack: { ...native, ...stack },
  prepare: ({ disk }) => disk.set(beside, '{}'),
});
const checks = ({ stack }: Standing) =>
  stack.done.filter((one) => one === 'openclaw config validate --json').length;
const config = ({ row }: Standing) => row('openclaw').lines.find(({ name }) => name === 'Config')?.value;

describe('OpenClaw’s own check of its config', () => {
  test.each<readonly [string, (at: Standing) => void]>([
    ['the config changes', ({ world }) => world.changed.set(configPath, 2_000)],
    ['a file that it includes changes', ({ world }) => world.changed.set(beside, 2_000)],
    ['another version runs', ({ stack }) => Object.assign(stack, { version: '2026.10.1' })],
  ])('is made again when %s, and once', async (_title, change) => {
    const at = await stand(given());
    await at.pass(120_000);
    expect(checks(at)).toBe(1);
    expect(config(at)).toBe('accepted');
    Object.assign(at.stack, { check: 'refused' });
    change(at);
    await at.pass(20_000);
    expect(config(at)).toBe('refused: gateway: Unrecognized key: "prot"');
    await at.pass(120_000);
    expect(checks(at)).toBe(2);
    await at.engine.stop();
  });

  test('one that brought nothing is made again, later and later', async () => {
    const at = await stand(given({ check: 'broken' }));
    expect([checks(at), config(at)]).toEqual([1, 'read; not checked by OpenClaw']);
    const later = async (minutes: number) => {
      await at.pass(minutes * 60_000);
      return checks(at);
    };
    expect([await later(0.5), await later(1), await later(3), await later(2)]).toEqual([1, 2, 2, 3]);
    Object.assign(at.stack, { check: 'valid' });
    await at.pass(17 * 60_000);
    expect([checks(at), config(at)]).toEqual([4, 'accepted']);
    await at.pass(70 * 60_000);
    expect(checks(at)).toBe(4);
    await at.engine.stop();
  });

  test('while nothing runs, its version is no reason for another one', async () => {
    const at = await stand(given());
    Object.assign(at.stack, { gateway: 'native-down' });
    await at.pass(60_000);
    expect([at.part('openclaw').health, checks(at)]).toEqual(['down', 1]);
    await at.engine.stop();
  });
});
