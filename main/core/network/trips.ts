import type { Answer, Ask, Network, Trip } from './network.ts';

/** So many of the last beats are kept: two minutes of them. */
export const tripsKept = 60;

/** A beat that was answered, or that nobody answered. The resolver's own and the proxy's say nothing of the line. */
export function noteTrip(network: Network, ask: Ask, answer: Answer, ms: number | null): Network {
  if (!ask.isBeat || ask.witness === 'resolver' || ask.witness === 'proxy') return network;
  const isLost = answer === 'silent' || answer === 'error';
  if (!isLost && (answer !== 'ok' || ms === null)) return network;
  const trip: Trip = { at: ask.sentAt, ms: isLost ? null : ms };
  const trips = [...network.trips, trip].slice(-tripsKept);
  // Silence is known seconds later than an answer.
  const isInOrder = (network.trips.at(-1)?.at ?? 0) <= trip.at;
  return { ...network, trips: isInOrder ? trips : trips.sort((a, b) => a.at - b.at) };
}

/** As faces are told them, the oldest first, in whole ms; null where no answer came. Another network's are none of this one's. */
export function toldTrips({ trips, freshAt }: Pick<Network, 'trips' | 'freshAt'>): (number | null)[] {
  return trips.filter(({ at }) => at >= freshAt).map(({ ms }) => (ms === null ? null : Math.round(ms)));
}
