import { readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

/** One outward act of a process of the gateway, written down before it happened. */
const Act = z.object({
  atMs: z.number(),
  pid: z.number(),
  /** `socket`: within this computer, by a path. `program`: another program was started, out of sight from there. */
  act: z.enum(['connect', 'dns', 'datagram', 'socket', 'program']),
  host: z.string(),
  port: z.number().nullable(),
  detail: z.string(),
});
export type Act = z.infer<typeof Act>;

const script = join(import.meta.dirname, 'spy.cjs');
const isHere = (host: string) => /^(localhost|127\.[\d.]+|::1|\[::1\])$/.test(host);

/** Where an act went, as a name to compare with; null for what stays here or only goes to `own` ports. */
function placeOf({ act, host, port }: Act, own: readonly number[]): string | null {
  if (act === 'socket' || act === 'program') return null;
  if (act === 'dns') return isHere(host) || isIP(host) ? null : host;
  if (!isHere(host)) return host;
  return own.includes(port ?? 0) ? null : `${host}:${port}`;
}

/** Watches a gateway that is started with `env`. It writes into `folder`. */
export function makeSpy(folder: string) {
  const file = join(folder, 'acts.jsonl');
  const net = join(folder, 'net.json');
  writeFileSync(file, '');
  let seen = 0;
  const lines = () => readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const acts = () =>
    lines()
      .slice(seen)
      .map((line) => Act.parse(JSON.parse(line)));
  return {
    env: { NODE_OPTIONS: `--require=${script}`, OMSPY_FILE: file, OMSPY_NET: net },
    /** Everything since the last mark. */
    acts,
    /** Where it turned to since the last mark, apart from `own` ports of this computer. */
    outward: (own: readonly number[]) => [...new Set(acts().flatMap((act) => placeOf(act, own) ?? []))],
    mark: () => {
      seen = lines().length;
    },
    /** From now on these hosts of the internet can be reached, at ports of this computer; no others. */
    reach: (hosts: Readonly<Record<string, number>>) => writeFileSync(net, JSON.stringify(hosts)),
  };
}
