import { pathToFileURL } from 'node:url';
import type { Tools } from './tools.ts';

/**
 * The world to live in: the real one, or what a module makes of it (a scripted network for demonstrations,
 * pictures and tests). A packed app hands in no module.
 */
export async function scriptedWorld(real: Tools, script: string | undefined): Promise<Tools> {
  if (!script) return real;
  const made: unknown = await import(pathToFileURL(script).href);
  const canMake = typeof made === 'object' && made !== null && 'makeWorld' in made;
  return canMake && typeof made.makeWorld === 'function' ? made.makeWorld(real) : real;
}
