import type { Settings } from '../../main/core/settings.ts';
import { type FakeGateway, fakeGateway } from '../fakes/gateway.ts';
import { cloudConfig, type Stack } from '../fakes/stack.ts';
import { configPath, type Given, type Standing, stand } from '../parts/stand.ts';

export interface Switching extends Standing {
  readonly gateway: FakeGateway;
  config(): string;
  steps(): string;
}

/** OpenClaw on this machine itself, with a model in the cloud asked first. */
export async function at(
  settings: Partial<Settings> = {},
  stack: Partial<Stack> = {},
  more: Given = {},
): Promise<Switching> {
  const native: Partial<Stack> = {
    hasOpenClaw: true,
    podman: 'absent',
    gateway: 'native',
    config: cloudConfig,
  };
  let gateway: FakeGateway | null = null;
  const standing = await stand({
    ...more,
    stack: { ...native, ...stack },
    settings: { 'switch.consent': true, ...settings },
    prepare: (world, one) => {
      gateway = fakeGateway(world);
      more.prepare?.(world, one);
    },
  });
  if (!gateway) throw new Error('no gateway');
  return {
    ...standing,
    gateway,
    config: () => standing.world.disk.get(configPath) ?? '',
    steps: () =>
      (standing.engine.state().claw.run?.steps ?? []).map(({ id, state }) => `${id} ${state}`).join(', '),
  };
}
