import { writeFile } from 'node:fs/promises';
import { type Condition, conditionOf } from './condition.ts';
import { FAULT_NAMES, type FaultName, needsNft } from './faults.ts';
import type { Names } from './namespaces.ts';
import { changeNetwork } from './network.ts';
import { hasProgram } from './possible.ts';
import type { LabProcess } from './process.ts';
import { GATEWAY } from './world.ts';

export interface Processes {
  readonly servers: LabProcess;
  readonly forwarder: LabProcess;
}

function checkName(name: string): void {
  if ((FAULT_NAMES as readonly string[]).includes(name)) return;
  throw new Error(`The lab has no fault named '${name}'; it has ${FAULT_NAMES.join(', ')}.`);
}

function checkTools(name: FaultName): void {
  if (!needsNft(name) || hasProgram('nft', '--version')) return;
  throw new Error(`The fault '${name}' needs nft, which is not installed here: apt-get install nftables.`);
}

const resolverFor = ({ broken }: Condition): string => (broken.has('v4') ? GATEWAY.v6 : GATEWAY.v4);

/**
 * Who the machine's resolver is, in the file that stands in for /etc/resolv.conf. Written over in one step and in
 * place: the file is mounted where it is needed, and nobody may read half of it.
 */
async function nameResolver(file: string, have: Condition, want: Condition): Promise<void> {
  if (resolverFor(have) === resolverFor(want)) return;
  const longest = `nameserver ${GATEWAY.v4}\n`.length;
  await writeFile(file, `nameserver ${resolverFor(want)}\n`.padEnd(longest, '\n'), { flag: 'r+' });
}

/** Serialises faults, so that two changes never work on the network at the same time. */
export function makeFaults(names: Names, { servers, forwarder }: Processes, resolvConf: string) {
  const inForce = new Set<FaultName>();
  let have: Condition = conditionOf([]);
  let queue: Promise<unknown> = Promise.resolve();
  const apply = async (): Promise<void> => {
    const want = conditionOf(inForce);
    const told = JSON.stringify(have.servers) !== JSON.stringify(want.servers);
    const processes = told ? [servers, forwarder] : [];
    await nameResolver(resolvConf, have, want);
    await Promise.all([
      changeNetwork(names, have, want),
      ...processes.map((one) => one.call('set', want.servers)),
    ]);
    have = want;
  };
  const change = (edit: () => void): Promise<void> => {
    const done = queue.then(() => {
      edit();
      return apply();
    });
    queue = done.catch(() => undefined);
    return done;
  };
  const set = async (name: FaultName, on: boolean): Promise<void> => {
    checkName(name);
    if (on) checkTools(name);
    await change(() => (on ? inForce.add(name) : inForce.delete(name)));
  };
  return { set, clear: () => change(() => inForce.clear()) };
}
