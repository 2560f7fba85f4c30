import type { SettingKey, Settings } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { TextRow } from './controls.tsx';

interface ModelProps {
  readonly settings: Settings;
  readonly say: Say;
  readonly set: (key: SettingKey, value: unknown) => void;
}

/** The models that an outage is to be met with; empty: what OpenClaw's config names. */
export function ModelRows({ settings, say, set }: ModelProps) {
  return (
    <>
      <TextRow
        label={say('set.main')}
        value={settings['ollama.main']}
        placeholder={say('set.auto')}
        set={(value) => set('ollama.main', value)}
      />
      <TextRow
        label={say('set.fallback')}
        value={settings['ollama.fallback']}
        placeholder={say('set.auto')}
        set={(value) => set('ollama.fallback', value)}
      />
    </>
  );
}
