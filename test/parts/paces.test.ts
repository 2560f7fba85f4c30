import { describe, expect, test } from 'vitest';
import { Snapshot } from '../../main/core/snapshot.ts';
import { NetError } from '../../main/engine/tools/tools.ts';
import type { Served } from '../fakes/net.ts';
import { type PeerShape, tailnet } from '../fakes/stack.ts';
import { stand } from './stand.ts';

/** Counts the programs that are started, as long as nothing happens. */
async function programs(platform: 'darwin' | 'linux', minutes: number, isWatched = false) {
  const at = await stand({ platform });
  const count: Record<string, number> = {};
  for (const [name, command] of [...at.world.commands]) {
    at.world.commands.set(name, (args, options) => {
      const what = `${name} ${args[0]}`;
      count[what] = (count[what] ?? 0) + 1;
      return command(args, options);
    });
  }
  await at.pass(60_000);
  for (const what in count) delete count[what];
  for (let step = 0; step < minutes * 6; step += 1) {
    if (isWatched) await at.engine.send({ type: 'attention.ask', pace: 'eager', forMs: 20_000 });
    await at.pass(10_000);
  }
  await at.engine.stop();
  return count;
}

const sum = (count: Record<string, number>) => Object.values(count).reduce((all, one) => all + one, 0);

describe('looks are cheap', () => {
  test.each(['darwin', 'linux'] as const)(
    'hidden, on %s: at most one program a minute, over ten minutes',
    async (platform) => {
      const count = await programs(platform, 10);
      expect(sum(count), JSON.stringify(count)).toBeLessThanOrEqual(10);
      expect(count['tailscale status']).toBeGreaterThan(0);
      expect(count['podman ps']).toBeGreaterThan(0);
    },
  );

  test('while somebody looks they come quickly, and not at every beat', async () => {
    const count = await programs('darwin', 2, true);
    expect(count['tailscale status']).toBeGreaterThanOrEqual(10);
    expect(sum(count), JSON.stringify(count)).toBeLessThan(60);
  });

  test('asleep nothing is looked at', async () => {
    const at = await stand();
    at.engine.tell({ type: 'machine.slept' });
    await at.pass(1_000);
    const before = at.part('ollama').at;
    await at.pass(40_000);
    expect(at.part('ollama').at).toBe(before);
    await at.engine.stop();
  });
});

describe('a part that hangs', () => {
  test('delays no other: all others are known while it says nothing', async () => {
    const at = await stand({
      stack: { ollama: 'silent', podman: 'silent', tailscale: 'silent', telmeet: 'silent' },
    });
    for (const id of ['openclaw', 'headscale', 'mac']) expect(at.part(id).at).not.toBeNull();
    await at.pass(60_000);
    const now = at.snapshot();
    expect(now.at - (at.part('headscale').at ?? 0)).toBeLessThanOrEqual(61_000);
    expect(at.part('openclaw').health).toBe('up');
    await at.engine.stop();
  });

  test('is asked one question at a time', async () => {
    const at = await stand();
    let [now, most] = [0, 0];
    const hang: Served = (_ask, signal) => {
      now += 1;
      most = Math.max(most, now);
      return new Promise((_resolve, reject) => {
        const end = () => {
          now -= 1;
          reject(new Error('never seen'));
        };
        signal.addEventListener('abort', end, { once: true });
      });
    };
    at.world.services.set('192.168.1.50:8443', hang);
    for (let step = 0; step < 60; step += 1) {
      await at.engine.send({ type: 'attention.ask', pace: 'eager', forMs: 20_000 });
      if (step % 7 === 0) await at.engine.send({ type: 'look.again' });
      await at.pass(1_000);
    }
    expect(most).toBeLessThanOrEqual(1);
    await at.engine.stop();
  });

  test('what was asked before a change of network is not believed after it', async () => {
    const at = await stand();
    let answer: (() => void) | null = null;
    const served = at.world.services.get('192.168.1.50:8443');
    at.world.services.set('192.168.1.50:8443', (ask, signal) => {
      at.world.services.set('192.168.1.50:8443', () => {
        throw new NetError('ECONNREFUSED', 'connect');
      });
      return new Promise((resolve) => {
        answer = () => resolve(served?.(ask, signal) ?? new Promise(() => {}));
      });
    });
    await at.engine.send({ type: 'look.again' });
    await at.pass(100);
    const { generation } = at.engine.state().parts;
    at.world.change({ link: false });
    await at.pass(500);
    expect(at.engine.state().parts.generation).toBeGreaterThan(generation);
    (answer as (() => void) | null)?.();
    await at.pass(100);
    expect(at.row('lan:telmeet').fact).toBe('needs the local network');
    await at.engine.stop();
  });

  test('news that come during a look make it look again', async () => {
    const at = await stand();
    const command = at.world.commands.get('podman');
    let isFirst = true;
    at.world.commands.set('podman', async (args, options) => {
      const said = await command?.(args, options);
      if (args[0] === 'ps' && isFirst) {
        isFirst = false;
        // It ends just after Podman has made its list.
        at.stack.container = 'exited';
        at.world.podmanSays('{"Type":"container","Status":"died"}');
        await new Promise<void>((resolve) => at.world.clock.after(200, resolve));
      }
      return said ?? { ok: true, value: { stdout: '', stderr: '', exitCode: 1 } };
    });
    await at.engine.send({ type: 'look.again' });
    await at.pass(1_500);
    expect(at.row('openclaw').fact).toBe('stopped');
    await at.engine.stop();
  });
});

describe('many', () => {
  test('200 models, 500 peers, 50 services: the snapshot is below 100 kB and whole', async () => {
    const peers: PeerShape[] = Array.from({ length: 500 }, (_, index) => ({
      name: `device-with-a-long-name-${index}`,
      address: `100.64.${Math.floor(index / 250)}.${(index % 250) + 1}`,
      path: index % 3 === 0 ? 'direct' : 'idle',
      KeyExpiry: '2026-12-01T00:00:00Z',
    }));
    const services = Array.from(
      { length: 50 },
      (_, index) => `service-number-${index}=http://192.168.1.50:8443/health-${index} 200`,
    );
    const models = Array.from({ length: 200 }, (_, index) => ({
      name: `model-with-a-long-name-${index}:32b`,
      bytes: 2e10,
      capabilities: ['completion'],
    }));
    const at = await stand({
      stack: { tailscale: tailnet(peers), models },
      settings: { 'lan.services': services },
    });
    const text = JSON.stringify(at.snapshot());
    expect(text.length).toBeLessThan(100_000);
    const { parts, peers: told } = Snapshot.parse(JSON.parse(text));
    expect(parts.filter(({ kind }) => kind === 'lan')).toHaveLength(50);
    expect(told).toMatchObject({ count: 500 });
    expect(parts.every(({ at: when }) => when !== null)).toBe(true);
    await at.engine.stop();
  });
});
