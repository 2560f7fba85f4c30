import { type PartAct, partActs } from '../core/parts/part.ts';
import { ok, type Result } from '../core/problem.ts';
import { shareMost, shareUsual } from '../core/share.ts';
import { readDuration, text, usage } from './arg-words.ts';
import type { Wanted } from './args.ts';

type Values = Readonly<Record<string, unknown>>;

/** The commands that are about the parts; null when it is none of them. */
export function readPart(words: readonly string[], values: Values): Result<Wanted> | null {
  const [command = '', ...rest] = words;
  const act = partActs.find((known) => known === command);
  if (act) return readAct(act, rest);
  if (command === 'share') return readShare(rest, values);
  if (command === 'trust') return readTrust(rest);
  if (command !== 'peers' && command !== 'models') return null;
  if (rest.length > 0) return usage('cli.badOption', rest[0] ?? '');
  return command === 'peers'
    ? ok({ do: 'peers', isPinging: values.ping === true })
    : ok({ do: 'models', isAskingForUpdates: values.updates === true });
}

function readAct(act: PartAct, [part, model = '', ...more]: readonly string[]): Result<Wanted> {
  const hasModel = act === 'warm' || act === 'unload';
  const wanted = part ?? (hasModel ? 'ollama' : undefined);
  if (wanted === undefined) return usage('cli.needs', act, 'ollama | openclaw | podman | tailscale');
  if (more.length > 0 || (model !== '' && !hasModel)) return usage('cli.badOption', more[0] ?? model);
  return ok({ do: 'act', act, part: wanted, model });
}

/** A service's name may have spaces in it. */
const readTrust = (words: readonly string[]): Result<Wanted> =>
  words.length === 0 ? usage('cli.needs', 'trust', 'SERVICE') : ok({ do: 'trust', service: words.join(' ') });

function readShare([address, ...more]: readonly string[], values: Values): Result<Wanted> {
  if (more.length > 0) return usage('cli.badOption', more[0] ?? '');
  if (address === undefined) return ok({ do: 'share', what: 'show' });
  if (address === 'off') return ok({ do: 'share', what: 'close' });
  const typed = text(values.for);
  const forMs = typed === undefined ? shareUsual : readDuration(typed);
  if (forMs === null) return usage('cli.badTimeout', typed ?? '--for');
  if (forMs > shareMost || forMs < 1_000) return usage('cli.needs', '--for', '1s … 24h');
  const allow = (text(values.allow) ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return ok({ do: 'share', what: 'open', address, forMs: Math.round(forMs), allow });
}
