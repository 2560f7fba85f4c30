import type { Settings } from '../core/settings.ts';
import { parseDnsTarget } from '../core/targets.ts';
import type { Session } from './terminal.ts';

/** A terminal that looks by itself says that packets leave, until the person has agreed once and for all. */
export function sayThatItAsks({ terminal, say }: Session, settings: Settings): void {
  if (settings.watching || !settings['probe.enabled']) return;
  const addresses = settings['probe.dns'].flatMap((target) => parseDnsTarget(target)?.address ?? []);
  const who = addresses.filter((address) => !address.includes(':')).join(', ');
  terminal.err(`${say('cli.probes', { who: who === '' ? '…' : `${who}, …` })}\n`);
}
