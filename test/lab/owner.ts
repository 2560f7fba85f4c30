import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCertificates } from './certificates.ts';
import { serveLab } from './control.ts';
import { makeFaults, type Processes } from './force.ts';
import { LAB_VARIABLE, type Lab } from './lab.ts';
import { buildNamespaces, type Names, newNames, removeNamespaces, removeOrphans } from './namespaces.ts';
import { labPossible } from './possible.ts';
import { run, script, startProcess } from './process.ts';
import { GATEWAY, OPERATORS } from './world.ts';
import { wrapIn } from './wrap.ts';

/** Milliseconds the machine gets to reach the internet again after its faults are gone. */
const HEAL_LIMIT = 10_000;

/** Asks 1.1.1.1, its IPv6 sibling and the system resolver from the machine until all have answered. */
async function waitUntilReached(wrap: Lab['wrap']): Promise<void> {
  const cloudflare = OPERATORS[0];
  const targets = [cloudflare?.v4[0], cloudflare?.v6[0], GATEWAY.v4];
  const asks = targets.map((server) => ({ ask: 'dns', server, wait: HEAL_LIMIT, again: 100 }));
  const said = await run(wrap(script('probe.ts', JSON.stringify(asks))));
  const failed = (JSON.parse(said) as { error?: string }[]).findIndex((one) => one.error !== undefined);
  if (failed === -1) return;
  throw new Error(
    `The lab did not heal: ${targets[failed]} gave no answer for ${HEAL_LIMIT} ms. Open a new lab.`,
  );
}

async function readTraffic(host: string): Promise<{ packets: number; bytes: number }> {
  type Side = { packets: number; bytes: number };
  const said = await run(['ip', '-n', host, '-s', '-j', 'link', 'show', 'en0']);
  const [link] = JSON.parse(said) as { stats64: { rx: Side; tx: Side } }[];
  if (link === undefined) throw new Error('The lab has lost its interface en0; open a new lab.');
  const { rx, tx } = link.stats64;
  return { packets: rx.packets + tx.packets, bytes: rx.bytes + tx.bytes };
}

async function countAsked({ servers, forwarder }: Processes): Promise<Record<string, number>> {
  const counts = await Promise.all([servers.call('asked'), forwarder.call('asked')]);
  return Object.assign({}, ...(counts as Record<string, number>[]));
}

/** Where inner processes reach the lab. */
const socketOf = (names: Names): string => join(names.folder, 'control');

async function prepareFolder(names: Names): Promise<{ ca: string; resolvConf: string }> {
  await mkdir(names.folder, { mode: 0o700 });
  const resolvConf = join(names.folder, 'resolv.conf');
  await writeFile(resolvConf, `nameserver ${GATEWAY.v4}\n`);
  return { ca: await makeCertificates(names.folder), resolvConf };
}

/** The lab's methods; its namespaces are there already and its processes are starting. */
function makeLab(names: Names, processes: Processes, files: { ca: string; resolvConf: string }): Lab {
  const { ca, resolvConf } = files;
  const { host } = names;
  const faults = makeFaults(names, processes, resolvConf);
  const wrap = (argv: readonly string[]): string[] => wrapIn(host, resolvConf, argv);
  const address = { socket: socketOf(names), host, ca, resolvConf };
  return {
    ...{ host, ca, resolvConf, wrap },
    env: { [LAB_VARIABLE]: JSON.stringify(address), NODE_EXTRA_CA_CERTS: ca },
    fault: (name, on = true) => faults.set(name, on),
    heal: async () => {
      await faults.clear();
      await waitUntilReached(wrap);
    },
    traffic: () => readTraffic(host),
    asked: () => countAsked(processes),
    close: async () => {
      await Promise.all([processes.servers.stop(), processes.forwarder.stop()]);
      await removeNamespaces(names);
    },
  };
}

/** Opens the lab's door for inner processes and waits until it works; closing it closes the door first. */
async function start(names: Names): Promise<Lab> {
  const files = await prepareFolder(names);
  await buildNamespaces(names);
  const servers = startProcess(names.internet, 'servers.ts', names.folder);
  const forwarder = startProcess(names.gateway, 'forwarder.ts');
  const lab = makeLab(names, { servers, forwarder }, files);
  try {
    await lab.asked();
    await lab.heal();
    const shut = await serveLab(socketOf(names), lab);
    let closed: Promise<void> | undefined;
    return { ...lab, close: () => (closed ??= shut().then(lab.close)) };
  } catch (error) {
    await lab.close();
    throw error;
  }
}

/** Opens a lab of its own; resolved when the machine under test reaches the lab's internet. */
export async function openLab(): Promise<Lab> {
  const possible = labPossible();
  if (!possible.ok) throw new Error(`No network lab can be opened: ${possible.why}.`);
  await removeOrphans();
  const names = newNames();
  try {
    return await start(names);
  } catch (error) {
    await removeNamespaces(names);
    throw error;
  }
}
