import { hasWay, type Lan, type Network, type Reading, tunnelOf } from './network.ts';
import { convictAfter } from './patience.ts';

/** How long (ms) a router's answer keeps the local network "up": a turn and a quarter of its slowest. */
const lanFresh = 150_000;
/** How long (ms) an answer from beyond shows that the router passes things on: two and a half of the slowest beats. */
const passedFresh = 15_000;

/** Whether the local network works, whatever the internet does: the router, its neighbour entry, what it passes on. */
export function judgeLan(network: Network, at: number): Lan {
  const state = lanState(network, at);
  return state === network.lan.state ? network.lan : { state, since: at };
}

function lanState(network: Network, at: number): Lan['state'] {
  const { facts, lan } = network;
  if (facts === null) return lan.state;
  if (facts.links.length === 0) return 'down';
  if (owesAnswer(network, at)) return 'down';
  if (isPassing(network, at)) return 'up';
  const router = knocked(network, at);
  if (router?.answer === 'ok') return 'up';
  const neighbour = at - network.deepAt < lanFresh ? facts.neighbour : 'unknown';
  if (router?.answer === 'error') {
    // "No route" although the neighbour is there: macOS does not let this app see the local network. What the
    // neighbour table said before that says nothing; the look that the error asks for will.
    if (neighbour !== 'reached') return 'down';
    return network.deepAt >= router.at ? 'up' : lan.state;
  }
  if (!hasWay(facts)) return 'unknown';
  return neighbour === 'unknown' ? 'unknown' : neighbour === 'reached' ? 'up' : 'down';
}

/** A router on the same network answers within milliseconds. */
const knockFor = 1_500;

/** Everybody is silent, and a router that used to answer does not either. */
function owesAnswer(network: Network, at: number): boolean {
  const { asks, silence, readings, facts } = network;
  if (silence === null || at - silence.since < convictAfter(network)) return false;
  const isOpen = asks.some(({ witness, sentAt }) => witness === 'gateway' && at - sentAt >= knockFor);
  const used = Object.values(readings).find(
    ({ witness, target }) => witness === 'gateway' && target === facts?.gateway,
  );
  return isOpen && used?.answer === 'ok';
}

function knocked({ facts, readings }: Network, at: number): Reading | undefined {
  return Object.values(readings).find(
    ({ witness, target, at: then }) =>
      witness === 'gateway' && target === facts?.gateway && at - then < lanFresh,
  );
}

/** What comes straight from beyond has passed the router. */
export function isPassing({ facts, directAt, silence }: Network, at: number): boolean {
  return tunnelOf(facts) === null && silence === null && directAt !== null && at - directAt < passedFresh;
}
