import { pathToFileURL } from 'node:url';
import { app } from 'electron';
import { programRoot } from '../engine/paths.ts';
import { realTools } from '../engine/tools/real.ts';
import type { Tools } from '../engine/tools/tools.ts';

/**
 * The world the app lives in: the real one. An unpacked app may be handed another (a scripted network for
 * demonstrations and pictures) as a module that makes tools out of the real ones; a packed app ignores it.
 */
export async function desktopTools(): Promise<Tools> {
  const isLogging = Boolean(process.env.OFFLINE_MODE_DEBUG);
  const real = realTools({ programRoot: programRoot(process.env, app.isPackaged), isLogging });
  const script = process.env.OFFLINE_MODE_WORLD;
  if (app.isPackaged || !script) return real;
  const made: unknown = await import(pathToFileURL(script).href);
  if (
    typeof made === 'object' &&
    made !== null &&
    'makeWorld' in made &&
    typeof made.makeWorld === 'function'
  ) {
    return made.makeWorld(real);
  }
  return real;
}
