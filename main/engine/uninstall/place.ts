import { isAbsolute, join, resolve } from 'node:path';
import { appFolder, appName } from '../../core/own-places.ts';
import { fail, ok, type Problem, type Result } from '../../core/problem.ts';
import { type Claim, claim, dial } from '../claim.ts';
import { callOwner } from '../line.ts';
import type { Paths } from '../paths.ts';
import type { Tools } from '../tools/tools.ts';

type PlaceTools = Pick<Tools, 'erase' | 'files' | 'platform' | 'machine' | 'env'>;

/** The engine's place, held so that nobody begins meanwhile. */
export interface Held {
  /** Gives it up, and leaves no mark of it. Once is enough. */
  release(): Promise<void>;
}

/** Who has the engine, or the app's window, as a problem that says how to end it; null: nobody has. Nothing is changed. */
export async function ownedBy(tools: PlaceTools, { folder }: Paths): Promise<Problem | null> {
  const owned = await engineOwner(tools, folder);
  return owned ?? ((await isAppOpen(tools)) ? appOpen : null);
}

const appOpen: Problem = { code: 'uninstall-app', about: appName };

/**
 * An app that has no engine, of which the files were replaced say, still writes into its folder. Chromium keeps a second one from
 * starting by a socket behind a link there, and its kernel refuses whoever calls a dead one. Where the person has named the
 * engine's folder the app's own is left alone anyway.
 */
async function isAppOpen({ erase, platform, machine, env }: PlaceTools): Promise<boolean> {
  if (env.OFFLINE_MODE_HOME) return false;
  const folder = resolve(appFolder({ platform, home: machine.home, env }));
  const to = (await erase.at(join(folder, 'SingletonSocket')))?.to ?? '';
  const heard = isAbsolute(to) ? await dial(to) : null;
  heard?.destroy();
  return heard !== null;
}

async function engineOwner({ erase }: PlaceTools, folder: string): Promise<Problem | null> {
  const found = await erase.at(folder);
  if (found === null) return null;
  if (found.is === 'link') return { code: 'uninstall-linked', about: folder, detail: found.to ?? '' };
  if (found.is !== 'folder' || !found.isOwn)
    return { code: 'not-writable', about: folder, detail: found.isOwn ? 'ENOTDIR' : 'EPERM' };
  const asked = await claim(folder, false);
  if (!asked.ok) return asked.problem;
  return asked.value?.kind === 'face' ? whoIs(asked.value) : null;
}

async function whoIs({ socket }: Extract<Claim, { kind: 'face' }>): Promise<Problem> {
  const call = callOwner(socket);
  const read = await call.read();
  call.hangUp();
  if (!read.ok) return { code: 'owner-silent', about: 'engine' };
  const { owner, pid } = read.value.engine;
  return owner === 'app' ? appOpen : { code: 'uninstall-terminal', about: String(pid) };
}

/** Takes the place, or says who has it. Where there is no folder there is no place either, and nobody to keep out of it. */
export async function holdPlace(tools: PlaceTools, paths: Paths): Promise<Result<Held>> {
  const owned = await ownedBy(tools, paths);
  if (owned) return { ok: false, problem: owned };
  const { folder } = paths;
  if ((await tools.erase.at(folder)) === null) return ok({ release: async () => {} });
  const taken = await claim(folder, true);
  // Where no socket can be made nothing can be removed either.
  if (!taken.ok) return fail('uninstall-left', folder, taken.problem.detail ?? taken.problem.code);
  if (taken.value === null) return fail('socket-refused', folder, 'ENOENT');
  if (taken.value.kind === 'face') return { ok: false, problem: await whoIs(taken.value) };
  const place = taken.value;
  let leaving: Promise<void> | null = null;
  const leave = async () => {
    // Who has called meanwhile was never answered, and would keep the socket open.
    place.onCaller((socket) => socket.destroy());
    await place.release();
    const names = (await tools.files.list(folder, 10_000)) ?? [];
    for (const name of names) if (/^\d{1,15}\.end$/.test(name)) await tools.erase.file(join(folder, name));
  };
  return ok({
    release() {
      leaving ??= leave();
      return leaving;
    },
  });
}
