import type { Settings, Stance } from '../settings.ts';
import type { PartFacts } from './facts.ts';

type FactsOf<K> = Extract<PartFacts, { kind: K }>;

/** What a part's rule may know beside its own facts. */
export interface Context {
  readonly settings: Settings;
  /** Whether anything beyond the local network answers. */
  readonly internet: 'online' | 'offline' | 'unknown';
  readonly lan: 'up' | 'down' | 'unknown';
  readonly stance: Stance;
  /** ms since the epoch. */
  readonly now: number;
  /** The facts of another part; null while nobody has looked. */
  readonly of: <K extends 'ollama' | 'openclaw' | 'podman' | 'tailscale' | 'headscale' | 'mac'>(
    kind: K,
  ) => FactsOf<K> | null;
  /** When this part was last well, in ms since the epoch; null when never seen so. */
  readonly wellAt: number | null;
}

/** When the outage one wants to be ready for would end, in ms since the epoch. */
export const horizonOf = ({ settings, now }: Pick<Context, 'settings' | 'now'>): number =>
  now + settings['outage.days'] * 86_400_000;
