import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PartRow, rowOf } from '../../main/core/rows.ts';
import { defaultSettings, type Settings } from '../../main/core/settings.ts';
import { type Snapshot, snapshotOf } from '../../main/core/snapshot.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { ownPaths } from '../../main/engine/paths.ts';
import { realTools } from '../../main/engine/tools/real.ts';
import type { Tools } from '../../main/engine/tools/tools.ts';

/** The real engine with real tools beside real parts. Nobody outside is asked whether the internet is there. */
export interface RealStand {
  readonly engine: Engine;
  readonly tools: Tools;
  readonly home: string;
  snapshot(): Snapshot;
  part(id: string): Snapshot['parts'][number];
  row(id: string): PartRow;
  /** Waits until it is so; fails with what it was instead. The time it took, in ms. */
  until(what: string, isTrue: (snapshot: Snapshot) => boolean, withinMs?: number): Promise<number>;
  send(id: string, act: 'start' | 'stop' | 'restart' | 'warm' | 'unload', model?: string): Promise<void>;
  stop(): Promise<void>;
}

export interface RealGiven {
  /** A folder that stands for `/` when programs are looked up. */
  readonly root: string;
  readonly settings?: Partial<Settings>;
  readonly env?: Readonly<Record<string, string>>;
  /** Our own folder, of an engine before this one; it outlives this one as well. */
  readonly home?: string;
}

export async function realStand({ root, settings = {}, env = {}, ...given }: RealGiven): Promise<RealStand> {
  const home = given.home ?? mkdtempSync(join(tmpdir(), 'om-real-'));
  const paths = ownPaths({ OFFLINE_MODE_HOME: home }, process.platform);
  const silent = { 'probe.enabled': false, watching: true, 'notices.snoozedUntil': 0 };
  writeFileSync(paths.settings, JSON.stringify({ version: 1, ...silent, ...settings }), { mode: 0o600 });
  const real = realTools({ programRoot: root, isLogging: Boolean(process.env.OFFLINE_MODE_DEBUG) });
  const tools: Tools = { ...real, machine: { ...real.machine, home }, env };
  const engine = createEngine({
    tools,
    paths,
    id: { owner: 'app', pid: process.pid, version: 'test' },
    isConsenting: true,
    isKeeping: true,
  });
  await engine.start();
  const now = () => snapshotOf(engine.state(), { owner: 'app', pid: process.pid, version: 'test' });
  const part = (id: string) => {
    const found = now().parts.find((one) => one.id === id);
    if (!found) throw new Error(`no part ${id}`);
    return found;
  };
  const until = (
    what: string,
    isTrue: (snapshot: Snapshot) => boolean,
    withinMs = 20_000,
  ): Promise<number> => {
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      let undo = () => {};
      const timer = setTimeout(() => {
        undo();
        reject(
          new Error(
            `not ${what} within ${withinMs} ms: ${JSON.stringify(now().parts.map(({ id, health, fact, doing }) => ({ id, health, fact: fact.key, doing })))}`,
          ),
        );
      }, withinMs);
      undo = engine.watch((snapshot) => {
        if (!isTrue(snapshot)) return;
        clearTimeout(timer);
        queueMicrotask(() => undo());
        resolve(performance.now() - begun);
      });
    });
  };
  return {
    engine,
    tools,
    home,
    snapshot: now,
    part,
    row: (id) => rowOf(part(id), now(), { lang: 'en', now: Date.now(), isAway: false }),
    until,
    async send(id, act, model = '') {
      const sent = await engine.send({ type: 'part.act', id, act, model });
      if (!sent.ok) throw new Error(`${id} ${act}: ${sent.problem.code}`);
    },
    async stop() {
      await engine.stop();
      if (!given.home) rmSync(home, { recursive: true, force: true });
    },
  };
}

export const standard = defaultSettings;
