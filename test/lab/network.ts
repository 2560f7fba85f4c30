import type { Condition } from './condition.ts';
import { LAN_INTERFACE } from './faults.ts';
import { GATEWAY_ADDRESSES, HOST_ADDRESSES, HOST_ROUTES, type Names } from './namespaces.ts';
import { ip, run } from './process.ts';
import { changeTunnel } from './tunnel.ts';
import { GATEWAY, HOST } from './world.ts';

/** A change between two conditions. Only what differs is touched: a needless change would be a false event. */
interface Change {
  readonly have: Condition;
  readonly want: Condition;
}

type Part = Condition['broken'] extends ReadonlySet<infer P> ? P : never;

const breaks = ({ have, want }: Change, part: Part): boolean =>
  want.broken.has(part) && !have.broken.has(part);
const mends = ({ have, want }: Change, part: Part): boolean =>
  have.broken.has(part) && !want.broken.has(part);

/** Of commands that come in pairs, IPv4 first: without the first while the machine has no IPv4. */
const families = (pair: readonly string[], isWithout4: boolean): readonly string[] =>
  isWithout4 ? pair.slice(1) : pair;

const LOSE_ROUTES = [
  `route del default via ${GATEWAY.v4} dev en0`,
  `route del default via ${GATEWAY.v6} dev en0`,
];

/** The router's end of the LAN: its carrier and its addresses. */
function gatewayCommands(change: Change): string[] {
  const commands: string[] = [];
  if (breaks(change, 'carrier')) commands.push(`link set ${LAN_INTERFACE} down`);
  if (mends(change, 'carrier')) commands.push(`link set ${LAN_INTERFACE} up`);
  const back = mends(change, 'carrier') || mends(change, 'gateway');
  if (back && !change.want.broken.has('gateway')) commands.push(...GATEWAY_ADDRESSES);
  if (breaks(change, 'gateway')) commands.push(`addr flush dev ${LAN_INTERFACE} scope global`);
  return commands;
}

/** The machine's IPv4 address; the kernel takes its routes with it. */
function v4Commands(change: Change): string[] {
  if (breaks(change, 'v4')) return [`addr del ${HOST.v4}/24 dev en0`];
  return mends(change, 'v4') ? HOST_ADDRESSES.slice(0, 1) : [];
}

/** The machine's end: its interface, addresses and default routes. */
function hostCommands(change: Change): string[] {
  const { have, want } = change;
  const commands = v4Commands(change);
  if (breaks(change, 'interface')) return [...commands, 'link set en0 down'];
  if (want.broken.has('interface')) return commands;
  const isWithout4 = want.broken.has('v4');
  const risen = mends(change, 'interface') || mends(change, 'carrier');
  if (mends(change, 'interface')) commands.push('link set en0 up');
  if (risen) commands.push(...families(HOST_ADDRESSES, isWithout4));
  const isBack = risen || mends(change, 'route') || mends(change, 'v4');
  if (!want.broken.has('route') && isBack) commands.push(...families(HOST_ROUTES, isWithout4));
  if (breaks(change, 'route') && !have.broken.has('interface')) {
    commands.push(...families(LOSE_ROUTES, isWithout4 || have.broken.has('v4')));
  }
  return commands;
}

/**
 * Forgets who is who on the LAN. An entry that vanishes by itself meanwhile makes `ip` fail, so a failure is
 * tried again.
 */
async function forgetNeighbours(namespace: string, device: string): Promise<void> {
  const flush = async (family: '-4' | '-6'): Promise<void> => {
    const once = (): Promise<void> => ip(namespace, [`neigh flush dev ${device}`], family);
    await once().catch(once).catch(once);
  };
  await Promise.all([flush('-4'), flush('-6')]);
}

/** Neighbour entries that a fault made wrong would else be believed for up to 30 s. */
async function changeLinks(names: Names, change: Change): Promise<void> {
  await ip(names.gateway, gatewayCommands(change));
  await ip(names.host, hostCommands(change));
  const turned = breaks(change, 'gateway') || mends(change, 'gateway') || mends(change, 'carrier');
  if (!turned) return;
  await Promise.all([forgetNeighbours(names.gateway, LAN_INTERFACE), forgetNeighbours(names.host, 'en0')]);
}

/** Policy rules that came and went, for one family. */
function ruleCommands({ have, want }: Change, family: '4' | '6'): string[] {
  const missing = (from: Condition, other: Condition, verb: string): string[] =>
    [...from.rules]
      .filter((rule) => rule.startsWith(family) && !other.rules.has(rule))
      .map((rule) => `rule ${verb} ${rule.slice(2)}`);
  return [...missing(want, have, 'add'), ...missing(have, want, 'del')];
}

async function changeRules(names: Names, change: Change): Promise<void> {
  await Promise.all([
    ip(names.gateway, ruleCommands(change, '4')),
    ip(names.gateway, ruleCommands(change, '6'), '-6'),
  ]);
}

/**
 * Every packet that crosses the LAN is lost or not by the throw of a die, whether it is forwarded or meant for
 * the router itself. Neighbour discovery is spared, because its counterpart ARP does not pass here either.
 */
function lossRules(loss: readonly number[]): string {
  const dice = loss.map((percent) => `numgen random mod 100 < ${percent} drop`).join('\n');
  const spared = 'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept';
  const chain = (name: string, hook: string, side: string): string =>
    `chain ${name} { type filter hook ${hook} priority -300; ${side} != "${LAN_INTERFACE}" accept\n${spared}\n${dice}\n}`;
  const empty = 'table inet lab {}\ndelete table inet lab\n';
  if (loss.length === 0) return empty;
  return `${empty}table inet lab {\n${chain('in', 'prerouting', 'iifname')}\n${chain('out', 'postrouting', 'oifname')}\n}\n`;
}

async function changeLoss(names: Names, { have, want }: Change): Promise<void> {
  if (have.loss.join() === want.loss.join()) return;
  await run(['ip', 'netns', 'exec', names.gateway, 'nft', '-f', '-'], lossRules(want.loss));
}

/** Turns the network from one condition into another; resolved means in force. */
export async function changeNetwork(names: Names, have: Condition, want: Condition): Promise<void> {
  const change: Change = { have, want };
  await Promise.all([changeRules(names, change), changeLoss(names, change), changeLinks(names, change)]);
  await changeTunnel(names, have, want);
}
