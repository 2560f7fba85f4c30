import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FaultName, joinLab, type Lab, needsNft } from '../lab/lab.ts';
import { hasProgram } from '../lab/possible.ts';
import { PROXY_URL } from '../lab/world.ts';
import { direct, follow } from './terminal.ts';

type Shell = ReturnType<typeof follow>;

const homes: string[] = [];
const newHome = (): string => {
  const home = mkdtempSync(join(tmpdir(), 'om-verdicts-'));
  homes.push(home);
  return home;
};

let lab: Lab;
let shell: Shell;

beforeAll(async () => {
  lab = await joinLab();
  shell = follow(newHome(), direct);
});
/**
 * A line that loses a third and is two seconds late the next moment is silent for longer than any doubt lasts, and
 * may be called dead for that. So each fault begins on a line that has been well for a while.
 */
beforeEach(async () => {
  await saysOnline(shell);
  await forSeconds(3);
});
afterEach(() => lab.heal());
afterAll(async () => {
  await shell.end();
  await lab.close();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

const forSeconds = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1_000));
const settled = { timeout: 25_000, interval: 100 };
const last = ({ lines }: Shell): string => {
  const line = lines.at(-1);
  return line === undefined ? '' : wordOf(line);
};
const wordOf = ({ state, cause }: Shell['lines'][number]) => [state, cause].filter(Boolean).join('/');
const saidSince = (before: number) => shell.lines.slice(before).map(wordOf);
/** A lossy line is called so until half a minute without loss. */
const saysOnline = async (one: Shell): Promise<void> =>
  void (await expect.poll(() => last(one), { ...settled, timeout: 60_000 }).toBe('online'));

const outages: readonly (readonly [FaultName, string])[] = [
  ['link-down', 'offline/link-down'],
  ['no-route', 'offline/no-gateway'],
  ['gateway-dead', 'offline/gateway-dead'],
  ['blackhole', 'offline/upstream-dead'],
  ['unreachable', 'offline/upstream-dead'],
  ['vpn-dead', 'offline/vpn-dead'],
  ['dns-dead', 'degraded/dns-broken'],
  ['dns-servfail', 'degraded/dns-broken'],
  ['portal', 'captive'],
  ['portal-honest', 'captive'],
  ['portal-200', 'captive'],
];

/** What may be said at any moment while the fault lasts, and how many seconds it is watched. */
const harmless: readonly (readonly [FaultName, readonly string[], number])[] = [
  ['corporate', ['online'], 12],
  ['v6-only', ['online'], 10],
  ['icmp-blocked', ['online'], 8],
  ['vpn-on', ['online'], 10],
  ['loss-30', ['online', 'degraded/lossy', 'degraded/slow'], 15],
  ['delay-2000', ['online', 'degraded/lossy', 'degraded/slow'], 15],
];

const hasNft = hasProgram('nft', '--version');
if (!hasNft) console.warn("verdicts: loss skipped, the program 'nft' is missing; apt-get install nftables");

describe("the lab's faults, seen from outside through watch --json", () => {
  test.each(outages)('%s is %s, and the heal is online', async (fault, verdict) => {
    await lab.fault(fault);
    await expect.poll(() => last(shell), settled).toBe(verdict);
    await lab.heal();
    await saysOnline(shell);
  });

  test.each(harmless.filter(([fault]) => hasNft || !needsNft(fault)))(
    '%s is never anything but %j',
    async (fault, allowed, watched) => {
      const before = shell.lines.length;
      await lab.fault(fault);
      await forSeconds(watched);
      const said = saidSince(before);
      expect(said.filter((one) => !allowed.includes(one))).toEqual([]);
      expect(allowed).toContain(last(shell));
    },
  );

  test('a process that was stopped for seconds, with answers on their way, takes its own silence for nobody else', async () => {
    await lab.fault('delay-2000');
    await expect.poll(() => last(shell), settled).toBe('degraded/slow');
    const before = shell.lines.length;
    for (const seconds of [3, 4, 6]) {
      process.kill(shell.pid, 'SIGSTOP');
      await forSeconds(seconds);
      process.kill(shell.pid, 'SIGCONT');
      // Answers are two seconds late here, and between two stops it needs five of listening.
      await forSeconds(7);
    }
    expect(new Set([...saidSince(before), 'degraded/slow'])).toEqual(new Set(['degraded/slow']));
  });

  test('a proxy as the only way out is said to be one', async () => {
    const behind = follow(newHome(), { ...direct, http_proxy: PROXY_URL, https_proxy: PROXY_URL });
    try {
      await saysOnline(behind);
      await lab.fault('proxy-only');
      // A proxy is only believed to be the only way when nothing has come straight for 25 s.
      await expect.poll(() => last(behind), { ...settled, timeout: 45_000 }).toBe('degraded/proxy-only');
      await lab.heal();
      await saysOnline(behind);
    } finally {
      await behind.end();
    }
  });
});
