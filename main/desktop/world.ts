import { app } from 'electron';
import { writtenLine } from '../core/log/line.ts';
import { ownPaths, programRoot } from '../engine/paths.ts';
import { realTools } from '../engine/tools/real.ts';
import { scriptedWorld } from '../engine/tools/scripted.ts';
import type { Tools } from '../engine/tools/tools.ts';

/** The world the app lives in: the real one; only an unpacked app may be handed another. */
export function desktopTools(): Promise<Tools> {
  const isLogging = Boolean(process.env.OFFLINE_MODE_DEBUG);
  const real = realTools({
    programRoot: programRoot(process.env, app.isPackaged),
    isLogging,
    logPlace: { folder: ownPaths(process.env, process.platform).logs, written: writtenLine },
  });
  return scriptedWorld(real, app.isPackaged ? undefined : process.env.OFFLINE_MODE_WORLD);
}
