import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { LAB_VARIABLE, type Lab, labPossible, openLab } from './lab.ts';
import { HEALTHY, look } from './look.ts';
import { run, script } from './process.ts';

const possible = labPossible();
const title = possible.ok ? "a lab's life" : `a lab's life (skipped: ${possible.why})`;
if (!possible.ok) console.warn(`lab: skipped, ${possible.why}`);

const sayResolvConf = ['cat', '/etc/resolv.conf'];

/** The namespaces of the lab with this machine. */
const namespacesOf = (host: string): string[] =>
  ['host', 'gw', 'inet'].map((end) => host.replace(/host$/, end));

async function pidsIn(namespace: string): Promise<number[]> {
  return (await run(['ip', 'netns', 'pids', namespace])).split('\n').filter(Boolean).map(Number);
}

const alive = (pid: number): boolean => existsSync(`/proc/${pid}`);
const isThere = (namespace: string): boolean => existsSync(`/run/netns/${namespace}`);

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('The child has no standard output; spawn it with a pipe.');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return line;
}

describe.skipIf(!possible.ok)(title, { timeout: 60_000 }, () => {
  const open: Lab[] = [];
  const opened = async (): Promise<Lab> => {
    const lab = await openLab();
    open.push(lab);
    return lab;
  };
  afterEach(() => Promise.all(open.splice(0).map((lab) => lab.close())));

  test('it has its own resolv.conf and leaves the real one alone', async () => {
    const real = readFileSync('/etc/resolv.conf', 'utf8');
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8');
    const lab = await opened();
    expect(await run(lab.wrap(sayResolvConf))).toBe('nameserver 192.168.77.1\n');
    expect(readFileSync('/etc/resolv.conf', 'utf8')).toBe(real);
    await lab.close();
    expect(readFileSync('/etc/resolv.conf', 'utf8')).toBe(real);
    expect(readFileSync('/proc/self/mountinfo', 'utf8').includes(lab.host)).toBe(false);
    expect(mounts.includes(lab.host)).toBe(false);
  });

  test('after close nothing of it is left', async () => {
    const lab = await opened();
    const names = namespacesOf(lab.host);
    const pids = (await Promise.all(names.map(pidsIn))).flat();
    expect(pids).toHaveLength(2);
    await lab.close();
    await lab.close();
    expect(names.filter(isThere)).toEqual([]);
    expect(pids.filter(alive)).toEqual([]);
    expect(existsSync(lab.ca)).toBe(false);
  });

  test('two labs can be open at once and do not touch each other', async () => {
    const [one, other] = await Promise.all([opened(), opened()]);
    await one.fault('blackhole');
    expect(await look(other, HEALTHY)).toEqual(HEALTHY);
    await one.close();
    expect(await look(other, HEALTHY)).toEqual(HEALTHY);
  });

  test('a process inside can join it, and leaving ends nothing', async () => {
    const lab = await opened();
    const guest = `const { joinLab } = await import('${new URL('lab.ts', `file://${import.meta.dirname}/`)}');
      const lab = await joinLab();
      await lab.fault('dns-dead');
      await lab.heal();
      await lab.fault('no-route');
      const refused = await lab.fault('sunspots').catch((error) => error.message);
      console.log(JSON.stringify([lab.host, (await lab.asked())['1.1.1.1:53'] > 0, refused]));
      await lab.close();`;
    const [node = ''] = script('lab.ts');
    const [command = '', ...args] = lab.wrap([node, '--input-type=module', '-e', guest]);
    const said = sayFrom(command, args, lab.env);
    const [host, asked, refused] = JSON.parse(await said) as [string, boolean, string];
    expect([host, asked]).toEqual([lab.host, true]);
    expect(refused).toContain("no fault named 'sunspots'");
    expect((await look(lab, HEALTHY)).facts).toBe('en0');
  });

  test('run.ts runs a command inside, hands on its exit code and cleans up', async () => {
    const [command = '', ...args] = script('run.ts', '--', 'sh', '-c', `echo "$${LAB_VARIABLE}"; exit 5`);
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const exit = once(child, 'exit');
    const { host, ca } = JSON.parse(await firstLine(child)) as { host: string; ca: string };
    expect((await exit)[0]).toBe(5);
    expect(namespacesOf(host).filter(isThere)).toEqual([]);
    expect(existsSync(ca)).toBe(false);
  });

  test('when its owner is killed, its processes end and the next lab clears the rest', async () => {
    const [command = '', ...args] = script(
      'run.ts',
      '--',
      'sh',
      '-c',
      `echo "$${LAB_VARIABLE}"; exec sleep 60`,
    );
    const owner = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const { host, ca } = JSON.parse(await firstLine(owner)) as { host: string; ca: string };
    const [machine = '', ...rest] = namespacesOf(host);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const left = async (): Promise<number[]> => (await Promise.all(rest.map(pidsIn))).flat();
    await vi.waitFor(async () => expect(await left()).toEqual([]), { timeout: 10_000 });
    for (const pid of await pidsIn(machine)) process.kill(pid);
    await opened();
    expect([machine, ...rest].filter(isThere)).toEqual([]);
    expect(existsSync(ca)).toBe(false);
  });
});

/** Waits for a command without blocking the lab, which lives in this process. */
async function sayFrom(
  command: string,
  args: string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  await once(child, 'close');
  return said;
}
