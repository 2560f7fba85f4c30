import type { Container, OpenClawFacts, PodmanFacts } from './facts.ts';

type SetUp = Pick<OpenClawFacts, 'setUp' | 'isBeside'>;

/** It has a process, also while that is paused. */
export const isAlive = ({ state }: Container): boolean => ['running', 'paused', 'stopping'].includes(state);

/**
 * The container that OpenClaw runs in, as Podman saw it last. One that lives always is: the look that took an answer for
 * another gateway's had begun before Podman told of its start.
 */
export function carrierOf(
  { isBeside }: Pick<SetUp, 'isBeside'>,
  podman: PodmanFacts | null,
): Container | null {
  const container = podman?.container ?? null;
  return container && (!isBeside || isAlive(container)) ? container : null;
}

/** It runs, or would run, in a container. */
export const isCarried = (claw: SetUp, podman: PodmanFacts | null): boolean =>
  claw.setUp === 'container' || carrierOf(claw, podman) !== null;
