import type { MacFacts } from '../../core/parts/facts.ts';
import type { Looking } from './look.ts';
import { modelsFolder } from './manifest.ts';

/** Memory, and the disk that holds the models. */
export async function lookMac({ tools }: Looking): Promise<MacFacts> {
  const { machine } = tools;
  const disk = (await machine.disk(modelsFolder(tools))) ?? (await machine.disk(machine.home));
  return {
    kind: 'mac',
    memory: machine.memory(),
    diskFree: disk?.free ?? null,
    diskSize: disk?.size ?? null,
  };
}
