/**
 * `ALLOW_WIFI=true node build/release/wifi-back.ts`, on a Mac with Wi-Fi: the shell that gives Wi-Fi back, with the real `networksetup`.
 * A process arms it and turns Wi-Fi off, and is killed with kill -9. Nobody else does anything, and Wi-Fi has to come back at
 * the promised moment. Wi-Fi is off for half a minute; whatever happens, it is turned on at the end.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { armShell } from '../../main/engine/drill/deadman.ts';
import { writeDebt } from '../../main/engine/drill/debt.ts';
import { findWifi, powerOf, setPower, type Wifi } from '../../main/engine/drill/wifi.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';

/** The promise, and how much later (ms) Wi-Fi may read "on": networksetup takes up to three seconds, and is read once a second. */
const [promised, late] = [30_000, 10_000];

const tools = realTools({ programRoot: '/', isLogging: false });
const never = new AbortController().signal;

function refuse(why: string): never {
  throw new Error(why);
}

async function wifiHere(): Promise<Wifi> {
  if (process.env.ALLOW_WIFI !== 'true') refuse('Nobody has allowed it: ALLOW_WIFI is not true.');
  if (process.platform !== 'darwin') refuse('Only a Mac has networksetup.');
  const found = await findWifi(tools, never);
  if (!found.ok || found.value?.kind !== 'networksetup')
    return refuse('This Mac has no Wi-Fi that we know how to switch.');
  return found.value;
}

/** Owes, arms the shell, turns Wi-Fi off, says so, and does nothing more: it is killed. */
async function hold(): Promise<void> {
  const { device, program, kind } = await wifiHere();
  const paths = ownPaths(process.env, 'darwin');
  const debt = { id: 'wifi-back', level: 'wifi' as const, device, until: Date.now() + promised, shell: null };
  const owed = await writeDebt(tools, paths, debt);
  if (!owed.ok) refuse(`The debt could not be written: ${owed.problem.code}`);
  const { id, until } = debt;
  const order = {
    ...{ id, until, device, program, kind },
    token: paths.drillDebt,
    folder: paths.drillFolder,
  };
  const armed = await armShell(tools, order);
  if (!armed.ok) return refuse(`The shell could not be started: ${armed.problem.code}`);
  const off = await setPower(tools, { device, kind }, 'off', never);
  console.log(JSON.stringify({ off: off.ok, until, shell: armed.value, token: paths.drillDebt }));
  setInterval(() => undefined, 60_000);
}

const Held = z.object({
  off: z.boolean(),
  until: z.number(),
  shell: z.object({ pid: z.number(), startedAt: z.string() }),
  token: z.string(),
});

async function prove(): Promise<void> {
  const wifi = await wifiHere();
  if ((await powerOf(tools, wifi, never)) !== 'on') refuse('Wi-Fi is not on: it is left as it is.');
  const home = mkdtempSync('/tmp/om-');
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'hold'], {
    env: { ...process.env, OFFLINE_MODE_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const [line] = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line'),
      once(child, 'exit').then(() => refuse('It ended before it had turned Wi-Fi off.')),
    ]);
    const { off, until, shell, token } = Held.parse(JSON.parse(String(line)));
    // The whole group, as a crash that takes everything of ours with it.
    process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
    if (!off || (await powerOf(tools, wifi, never)) !== 'off')
      refuse('Wi-Fi did not go off: nothing is proved.');
    console.log(
      `Wi-Fi is off and its owner is killed; promised in ${Math.round((until - Date.now()) / 1_000)} s.`,
    );
    while ((await powerOf(tools, wifi, never)) !== 'on') {
      if (Date.now() > until + late) refuse('Wi-Fi did not come back in time.');
      await pause(200);
    }
    const after = Date.now() - until;
    // It begins a second before.
    if (after < -5_000)
      refuse(`Wi-Fi came back ${-after} ms before its time: somebody else has turned it on.`);
    while (tools.programs.isRunning(shell) || existsSync(token)) {
      if (Date.now() > until + 2 * late) refuse('The shell has paid and did not go.');
      await pause(200);
    }
    console.log(`Wi-Fi came back ${after} ms after the promised moment, and the shell is gone.`);
  } finally {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await setPower(tools, wifi, 'on', never);
    rmSync(home, { recursive: true, force: true });
  }
}

await (process.argv[2] === 'hold' ? hold() : prove());
