import type { Settings } from '../core/settings.ts';
import { parseDnsTarget } from '../core/targets.ts';
import type { Seat } from '../engine/seat.ts';
import type { Session } from './terminal.ts';

/** A terminal that looks by itself says that packets leave, until the person has agreed once and for all. */
export function sayThatItAsks({ remark }: Session, settings: Settings): void {
  if (settings.watching || !settings['probe.enabled']) return;
  const addresses = settings['probe.dns'].flatMap((target) => parseDnsTarget(target)?.address ?? []);
  const who = addresses.filter((address) => !address.includes(':')).join(', ');
  remark('cli.probes', { who: who === '' ? '…' : `${who}, …` });
}

/** Whoever holds the engine pays what an earlier drill has left, or finds that its shell has: a person at a terminal is told, once. */
export function sayWhatIsPaid({ remark }: Session, seat: Seat): void {
  let isTold = false;
  seat.watch(({ drill }) => {
    if (isTold || !seat.isOwner() || !drill || drill.paidAt === null) return;
    isTold = true;
    remark(drill.isPaidWifi ? 'drill.debt' : 'drill.debtCut');
    void seat.send({ type: 'drill.heard' });
  });
}
