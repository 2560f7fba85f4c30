import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { isNewsOnLinux, isNewsOnMac, monitor } from '../../main/engine/network/monitor.ts';
import { realClock } from '../../main/engine/tools/clock.ts';
import { programsUnder } from '../../main/engine/tools/programs.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});
const never = new AbortController().signal;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('the kernel’s news', () => {
  test.each([
    ['RTM_NEWADDR: address being added to iface: len 176, metric 0, flags:<UP>', true],
    [
      'RTM_IFINFO: iface status change: len 168, if# 12, flags:<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST>',
      true,
    ],
    ['RTM_DELETE: Delete Route: len 132, pid: 0, seq 0, errno 0, flags:<UP,GATEWAY,DONE,STATIC>', true],
    ['RTM_ADD: Add Route: len 140, pid: 726, seq 155420, errno 0, flags:<HOST,DONE,STATIC>', false],
    ['RTM_MISS: Lookup failed on this address: len 92, pid: 0, seq 0, errno 0, flags:<DONE>', false],
    ['RTM_GET: Report Metrics: len 128, pid: 81, seq 1, errno 0, flags:<UP,GATEWAY,DONE>', false],
    ['RTM_IFINFO: iface status change: len 168, awdl0, flags:<UP,BROADCAST,RUNNING>', false],
    ['RTM_NEWADDR: address being added to iface: llw0, flags:<UP>', false],
    ['RTM_CHANGE: Change Metrics or Flags: len 132, flags:<UP,GATEWAY,HOST>', false],
    ['RTM_CHANGE: Change Metrics or Flags: len 132, flags:<UP,GATEW', true],
    ['got message of size 176 on Wed Jul 23 15:30:00 2026', false],
    ['sockaddrs: <NETMASK,IFP,IFA,BRD>', false],
    ['', false],
  ])('macOS: %s', (line, isNews) => {
    expect(isNewsOnMac(line)).toBe(isNews);
  });
  test.each([
    [
      '3: d0@d1: <NO-CARRIER,BROADCAST,MULTICAST,UP,M-DOWN> mtu 1500 qdisc noqueue state LOWERLAYERDOWN group default ',
      true,
    ],
    ['Deleted default via 192.168.1.1 dev d0 ', true],
    ['    link/ether a6:6c:46:ce:77:d2 brd ff:ff:ff:ff:ff:ff', false],
    ['       valid_lft forever preferred_lft forever', false],
  ])('Linux: %s', (line, isNews) => {
    expect(isNewsOnLinux(line)).toBe(isNews);
  });
});

/** A program `ip` of our own, under a root that is handed in. It leaves its number in `pid`. */
function withIp(script: string) {
  const root = mkdtempSync(join(tmpdir(), 'omr-'));
  ends.push(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'usr/sbin'), { recursive: true });
  writeFileSync(join(root, 'usr/sbin/ip'), `#!/bin/sh\necho $$ > ${root}/pid\n${script}\n`);
  chmodSync(join(root, 'usr/sbin/ip'), 0o755);
  const pid = () => Number(readFileSync(join(root, 'pid'), 'utf8'));
  return { programs: programsUnder(root), clock: realClock, platform: 'linux' as const, root, pid };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Follows `script` until there was news and then for `ms`; how many looks that gave in how long. */
async function looksDuring(script: string, ms: number) {
  const world = withIp(script);
  const off = new AbortController();
  ends.push(() => off.abort());
  let looks = 0;
  const begun = performance.now();
  const [cpu, memory] = [process.cpuUsage(), process.memoryUsage.rss()];
  const running = monitor(world, () => (looks += 1), off.signal);
  await expect.poll(() => looks, { timeout: 15_000 }).toBeGreaterThan(0);
  await pause(ms);
  const used = process.cpuUsage(cpu);
  off.abort();
  expect((await running).ok).toBe(true);
  expect(isAlive(world.pid())).toBe(false);
  const took = performance.now() - begun;
  const cpuMs = (used.user + used.system) / 1_000;
  return {
    looks,
    most: Math.ceil(took / 100) + 1,
    cpuShare: cpuMs / took,
    grown: process.memoryUsage.rss() - memory,
  };
}

const sleep = 'exec /bin/sleep 30';
const news = 'echo "default via 10.0.0.1 dev x"';

describe('a monitor on real processes', () => {
  test.each([
    [
      '10,000 lines a second',
      `while :; do i=0; while [ $i -lt 1000 ]; do ${news}; i=$((i+1)); done; /bin/sleep 0.1; done`,
    ],
    ['lines as fast as they are taken', 'exec /usr/bin/yes "default via 10.0.0.1 dev x"'],
    ['bytes that are no text, as fast as they are taken', 'exec /bin/cat /dev/urandom'],
  ])('%s: ten looks a second at most, and little work', async (_title, script) => {
    const { looks, most, cpuShare, grown } = await looksDuring(script, 2_000);
    expect(looks).toBeLessThanOrEqual(most);
    expect(looks).toBeGreaterThan(2);
    expect(cpuShare).toBeLessThan(0.5);
    expect(grown).toBeLessThan(100_000_000);
  });

  test.each([
    [
      'half a line and its other half',
      `printf 'Deleted defau'; /bin/sleep 0.2; echo 'lt via 10.0.0.1'; ${sleep}`,
    ],
    ['half a line after the news', `${news}; printf 'Deleted defau'; ${sleep}`],
    ['zeros before the news', `/usr/bin/head -c 100000 /dev/zero; echo; ${news}; ${sleep}`],
    [
      'a line of two megabytes before the news',
      `/usr/bin/head -c 2000000 /dev/zero; echo; ${news}; ${sleep}`,
    ],
  ])('%s: one look', async (_title, script) => {
    expect((await looksDuring(script, 400)).looks).toBe(1);
  });

  test.each([
    ['will not end', "trap '' TERM INT HUP"],
    ['will not end and has a child that holds on to its output', "trap '' TERM INT HUP; /bin/sleep 5 &"],
  ])('one that %s is killed, and gone when the wait ends', async (_title, begin) => {
    const world = withIp(`${begin}\n${news}\nwhile :; do /bin/sleep 0.05; done`);
    const off = new AbortController();
    ends.push(() => off.abort());
    let looks = 0;
    const running = monitor(world, () => (looks += 1), off.signal);
    await expect.poll(() => looks, { timeout: 15_000 }).toBe(1);
    const begun = performance.now();
    off.abort();
    expect(await running).toEqual({ ok: true, value: null });
    expect(isAlive(world.pid())).toBe(false);
    expect(performance.now() - begun).toBeLessThan(4_000);
  });

  test('called off before it began, it does not begin or is gone', async () => {
    expect((await monitor(withIp(sleep), () => {}, AbortSignal.abort())).ok).toBe(true);
  });

  test('a monitor that dies at once, is no program, or is not there is told', async () => {
    const ended = { ok: false, problem: { code: 'monitor-ended', about: 'ip' } };
    expect(await monitor(withIp('exit 1'), () => {}, never)).toMatchObject(ended);
    expect(await monitor(withIp('exit 0'), () => {}, never)).toMatchObject(ended);
    expect(await monitor(withIp('kill -9 $$'), () => {}, never)).toMatchObject(ended);
    const garbage = withIp('');
    writeFileSync(join(garbage.root, 'usr/sbin/ip'), Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 2, 3]));
    expect(await monitor(garbage, () => {}, never)).toMatchObject(ended);
    const nothing = { ...garbage, programs: programsUnder('/nowhere') };
    expect(await monitor(nothing, () => {}, never)).toMatchObject({
      ok: false,
      problem: { code: 'no-program', about: 'ip' },
    });
  });

  test('a program that leaves a child behind does not keep anybody waiting', async () => {
    const ended = { ok: false, problem: { code: 'monitor-ended' } };
    const begun = performance.now();
    expect(await monitor(withIp('/bin/sleep 10 &'), () => {}, never)).toMatchObject(ended);
    const { programs } = withIp('echo said; /bin/sleep 10 & /bin/sleep 10');
    const late = await programs.run('ip', [], { timeoutMs: 300, signal: never });
    expect(late).toMatchObject({ ok: false, problem: { code: 'timed-out' } });
    expect(performance.now() - begun).toBeLessThan(8_000);
  });

  test('a program of the same name earlier on PATH is not run', async () => {
    const { programs } = withIp('echo ours');
    const planted = mkdtempSync(join(tmpdir(), 'omp-'));
    ends.push(() => rmSync(planted, { recursive: true, force: true }));
    writeFileSync(join(planted, 'ip'), '#!/bin/sh\necho planted\n', { mode: 0o755 });
    const before = process.env.PATH;
    process.env.PATH = `${planted}:${before}`;
    const ran = await programs.run('ip', [], { timeoutMs: 5_000, signal: never });
    process.env.PATH = before;
    expect(ran).toMatchObject({ ok: true, value: { stdout: 'ours' } });
  });
});
