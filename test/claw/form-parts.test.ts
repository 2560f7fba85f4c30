import { expect, test } from 'vitest';
import { ok } from '../../main/core/problem.ts';
import type { Stack } from '../fakes/stack.ts';
import type { World } from '../fakes/world.ts';
import { type Given, stand, told } from '../parts/stand.ts';

/** The container as Podman tells it: without a network, or in one of its own; its bridge has the port. */
function made(labels: Record<string, string>, network: string): NonNullable<Given['prepare']> {
  return (world: World, stack: Stack) => {
    const podman = world.commands.get('podman');
    if (!podman) throw new Error('no podman');
    stack.network = network;
    world.commands.set('podman', async (args, options) => {
      const said = await podman(args, options);
      if (!said.ok || (args[0] !== 'ps' && args[0] !== 'inspect')) return said;
      const [found] = JSON.parse(said.value.stdout);
      const now =
        args[0] === 'ps'
          ? { ...found, Ports: null }
          : { ...found, Config: { ...found.Config, Labels: labels } };
      return ok({ ...said.value, stdout: JSON.stringify([now]) });
    });
  };
}
const form = (name: string) => ({ 'offline-mode.form': name, 'offline-mode.port': '18789' });

test.each<[string, Record<string, string>, string, string, string]>([
  ['ours without a network reaches Ollama all the same', form('A'), 'none', 'yes', ''],
  ['ours in a network without a way out', form('B'), 'bridge', 'yes', ''],
  [
    'somebody else’s without a network does not',
    {},
    'none',
    'no',
    'Its container has no network, so it cannot reach Ollama.',
  ],
])('%s', async (_name, labels, network, offline, rule) => {
  const at = await stand({ prepare: made(labels, network) });
  expect(told(at, 'openclaw')).toMatchObject({ health: 'up', offline });
  if (rule !== '') expect(told(at, 'openclaw').rule).toBe(rule);
  await at.engine.stop();
});

test('its port is the one that its bridge has', async () => {
  const at = await stand({ prepare: made(form('A'), 'none'), stack: { gateway: 'down' } });
  // Whoever has a port can be knocked at: that nobody answers is then no wall.
  expect(told(at, 'openclaw').fact).not.toBe(
    told(await stand({ prepare: made({}, 'none'), stack: { gateway: 'down' } }), 'openclaw').fact,
  );
  await at.engine.stop();
});
