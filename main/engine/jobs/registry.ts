import type { PullFile } from '../../core/jobs/pull.ts';
import { modelNameOf } from '../../core/parts/model-name.ts';
import { distanceOf, type WebPlace } from '../../core/parts/targets.ts';
import { fail, ok, type Result } from '../../core/problem.ts';
import { type AskTools, ask } from '../parts/ask.ts';
import { hexOf, parseManifest, sha256 } from '../parts/manifest.ts';
import { isNetError, type WebReply } from '../tools/tools.ts';

/** What a registry has under a model's name. */
export interface Published {
  /** Of its manifest, 64 hex digits. */
  readonly digest: string;
  readonly files: readonly PullFile[];
  /** What of it has to be in memory, in bytes. */
  readonly weights: number;
}

/** How long a registry may take, in ms. */
const patience = 10_000;

/**
 * What the registry will send for a name; null where it cannot be asked from here, or says something odd: that is no
 * trouble, because Ollama asks by itself and may know a way. Fails only where the registry says that there is no such model.
 */
export async function publishedOf(
  tools: AskTools,
  name: string,
  signal: AbortSignal,
): Promise<Result<Published | null>> {
  const reply = await askRegistry(tools, name, signal);
  if (!reply.ok || reply.value === null) return ok(null);
  const { status, isWhole, body } = reply.value;
  if (status === 404) return fail('pull-not-found', name);
  const manifest = status === 200 && isWhole ? parseManifest(body) : null;
  if (!manifest) return ok(null);
  const layers = [manifest.config, ...manifest.layers];
  const sizes = new Map(layers.map(({ digest, size }) => [hexOf(digest), size]));
  const weights = manifest.layers
    .filter(({ mediaType }) => /\.(model|tensor|projector|adapter)$/.test(mediaType))
    .reduce((sum, { size }) => sum + size, 0);
  const files = [...sizes].map(([digest, bytes]) => ({ digest, bytes }));
  return ok({ digest: sha256(body), files, weights });
}

/** A registry's own answer about a name's manifest; null for what is no name. Fails when nobody that can be trusted answers. */
export async function askRegistry(
  tools: AskTools,
  name: string,
  signal: AbortSignal,
): Promise<Result<WebReply | null>> {
  const found = modelNameOf(name);
  const place = found && placeOf(found.host);
  if (!place) return ok(null);
  const headers = { accept: 'application/vnd.docker.distribution.manifest.v2+json' };
  const path = `/v2/${found.space}/${found.model}/manifests/${found.tag}`;
  try {
    const reply = await ask(tools, place, { method: 'GET', path, headers, within: patience }, signal);
    const trouble = reply.certificate?.trouble;
    return trouble ? fail('unreachable', found.host, trouble) : ok(reply);
  } catch (error) {
    if (!isNetError(error)) throw error;
    return fail('unreachable', found.host, error.code);
  }
}

/** Over HTTPS; only a registry on this very machine is asked in the open, because nothing leaves it. */
function placeOf(host: string): WebPlace | null {
  const [name = '', port] = host.split(':');
  const scheme = distanceOf(name) === 'here' ? 'http' : 'https';
  const number = Number(port ?? (scheme === 'http' ? 80 : 443));
  return number >= 1 && number <= 65_535 ? { scheme, host: name, port: number, path: '/' } : null;
}
