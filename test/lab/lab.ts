/**
 * The network lab: a machine, a router and a small internet, made of network namespaces, with faults that
 * come and go in milliseconds. Nothing leaves the machine it runs on. Linux, root and iproute2 only.
 */
import type { FaultName } from './faults.ts';

export { FAULT_NAMES, type FaultName, needsNft } from './faults.ts';
export { joinLab } from './join.ts';
export { openLab } from './owner.ts';
export { labPossible } from './possible.ts';

export interface Lab {
  /** The namespace of the machine under test. */
  readonly host: string;
  /** Path of the lab's certificate authority (for NODE_EXTRA_CA_CERTS). */
  readonly ca: string;
  /** The file that stands in for /etc/resolv.conf. */
  readonly resolvConf: string;
  /** What a command needs in its environment: the way to this lab for joinLab, and the authority. */
  readonly env: Readonly<Record<string, string>>;
  /** The command line that runs a command on the machine under test, with the lab's resolv.conf. */
  wrap(argv: readonly string[]): string[];
  /** Turns a fault on or off; resolved means in force. Turning on what is on does nothing. */
  fault(name: FaultName, on?: boolean): Promise<void>;
  /** All faults off; resolved when the machine has reached 1.1.1.1 again, which costs a few questions. */
  heal(): Promise<void>;
  /** Packets and bytes the machine's en0 has seen in both directions since the lab was opened. */
  traffic(): Promise<{ packets: number; bytes: number }>;
  /**
   * How often each server was asked since the lab was opened, by address and port: DNS questions by UDP, page
   * requests, TLS connections; e.g. `{ '1.1.1.1:53': 12, '[2620:fe::fe]:443': 1 }`.
   */
  asked(): Promise<Record<string, number>>;
  /** Ends the lab, or only leaves it when it was joined. Safe to call twice. */
  close(): Promise<void>;
}

/** The environment variable that leads an inner process to its lab. */
export const LAB_VARIABLE = 'OFFLINE_MODE_LAB';
