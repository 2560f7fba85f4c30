export { atHome, fromHome } from '../../core/home.ts';

import type { PartFacts } from '../../core/parts/facts.ts';
import { kindOf } from '../../core/parts/part.ts';
import type { PartAsk } from '../../core/parts/plan.ts';
import type { Tools } from '../tools/tools.ts';
import { lookHeadscale } from './headscale.ts';
import { lookLan } from './lan.ts';
import { lookMac } from './mac.ts';
import { lookOllama } from './ollama.ts';
import { lookOpenClaw } from './openclaw.ts';
import { lookPodman } from './podman.ts';
import { lookTailscale } from './tailscale.ts';

/** What every look gets; each says in its own file how long it may take at most. */
export interface Looking {
  readonly tools: Tools;
  readonly ask: PartAsk;
  /** A deep look costs more and is rare. */
  readonly isDeep: boolean;
  readonly signal: AbortSignal;
}

/** One look at one part. Changes nothing and throws nothing that could be expected. */
export function lookAt(looking: Looking): Promise<PartFacts> {
  switch (kindOf(looking.ask.id)) {
    case 'ollama':
      return lookOllama(looking);
    case 'openclaw':
      return lookOpenClaw(looking);
    case 'podman':
      return lookPodman(looking);
    case 'tailscale':
      return lookTailscale(looking);
    case 'headscale':
      return lookHeadscale(looking);
    case 'lan':
      return lookLan(looking);
    case 'mac':
      return lookMac(looking);
  }
}
