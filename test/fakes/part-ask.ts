import type { PartAsk } from '../../main/core/parts/plan.ts';
import { defaultSettings, type Settings } from '../../main/core/settings.ts';

/** What a first look at a part is asked with. */
export const partAsk = (id: PartAsk['id'], settings: Partial<Settings> = {}): PartAsk => ({
  id,
  settings: { ...defaultSettings, ...settings },
  before: null,
  isNews: false,
  podman: null,
  wanted: [],
  children: [],
  shared: null,
  isHereOnly: false,
});
