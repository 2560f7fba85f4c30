import { z } from 'zod';
import { newIcons, panelOf, type Seen } from './windows.ts';

/** A started app. `ended` resolves with its exit code; null: a signal ended it. */
export interface Running {
  readonly pid: number;
  readonly ended: Promise<number | null>;
  /** As the system asks at log-out. */
  askToQuit(): void;
}

/** What is done to the packed app and seen of it; the real one is in smoke.ts. */
export interface Mac {
  /** Starts it. A second one finds the first, and ends. */
  start(): Running;
  windows(): Promise<Seen[]>;
  /** What `status --json` of the app's own terminal prints; null: it has failed. */
  status(): Promise<string | null>;
  /** The processes of Control Center, which owns the icons of others since macOS 26. */
  controlCenters(): Promise<number[]>;
  pause(ms: number): Promise<void>;
  /** In ms. */
  now(): number;
  say(line: string): void;
}

const Status = z.looseObject({
  engine: z.object({ owner: z.string(), pid: z.number(), version: z.string() }),
});

/** How long (ms) something may take, how often it is looked at, and how long nothing may come where nothing should. */
const [most, every, calm] = [60_000, 500, 5_000];

/**
 * Twice: the first start opens the panel by itself, later ones only when they are asked to. Throws a sentence at the first
 * thing that is not so. What it has started is for the caller to end.
 */
export async function smoke(mac: Mac, version: string): Promise<void> {
  await life(mac, version, 'first');
  await life(mac, version, 'second');
}

async function life(mac: Mac, version: string, which: 'first' | 'second'): Promise<void> {
  const owners = await mac.controlCenters();
  const before = await mac.windows();
  const app = mac.start();
  let isGone = false;
  void app.ended.then(() => {
    isGone = true;
  });
  const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
    for (const end = mac.now() + most; ; await mac.pause(every)) {
      if (isGone) throw new Error(`${which} start: it ended while waiting for this: ${what}`);
      const found = await look();
      if (found !== undefined) {
        mac.say(`${which} start: ${what}`);
        return found;
      }
      if (mac.now() >= end) throw new Error(`${which} start: not within ${most / 1_000} s: ${what}`);
    }
  };
  const icons = async () => newIcons(before, await mac.windows(), [app.pid, ...owners]);
  const panel = async () => panelOf(await mac.windows(), app.pid);

  // First: a panel that somebody else takes the focus from hides.
  if (which === 'first') await until('the panel opens by itself', panel);
  const seen = await until('an icon stands in the menu bar', async () => {
    const found = await icons();
    return found.length > 0 ? found : undefined;
  });
  await until('the terminal hears the app’s engine', () => answered(mac, app, version));
  if (which === 'second') {
    for (const end = mac.now() + calm; mac.now() < end; await mac.pause(every))
      if (await panel()) throw new Error('second start: the panel opened although nobody asked for it');
    const another = mac.start();
    await until('the panel opens when the app is started once more', panel);
    if ((await another.ended) !== 0) throw new Error('second start: the other one did not end well');
  }
  app.askToQuit();
  for (const end = mac.now() + most; !isGone && mac.now() < end; ) await mac.pause(every);
  const code = isGone ? await app.ended : 'nothing yet';
  if (code !== 0) throw new Error(`${which} start: asked to quit, it ended with ${code}`);
  const left = async () =>
    (await mac.windows()).filter(({ id, pid }) => pid === app.pid || seen.some((one) => one.id === id));
  for (const end = mac.now() + calm; (await left()).length > 0; await mac.pause(every))
    if (mac.now() >= end) throw new Error(`${which} start: it ended, and its icon or panel is still seen`);
  mac.say(`${which} start: it ended well, and its icon is gone`);
}

/** Another app's engine, or a look of the terminal's own, is no answer of this one. */
async function answered(mac: Mac, app: Running, version: string): Promise<true | undefined> {
  const text = await mac.status();
  if (text === null) return undefined;
  const { engine } = Status.parse(JSON.parse(text));
  if (engine.owner !== 'app' || engine.pid !== app.pid) return undefined;
  if (engine.version !== version)
    throw new Error(`the app says that it is ${engine.version}, not ${version}`);
  return true;
}
