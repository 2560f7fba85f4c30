import type { SettingKey, Settings } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, PageRow, SelectRow, SwitchRow } from './controls.tsx';
import { ModelRows } from './model-rows.tsx';

export interface ClawSettingsProps {
  readonly settings: Settings;
  readonly models: readonly string[];
  /** See ModelRow. */
  readonly others: readonly string[];
  readonly say: Say;
  readonly set: (key: SettingKey, value: unknown) => void;
  readonly openOwn: () => void;
}

const rules = ['auto', 'ask', 'never'] as const;

/** When the config goes and comes back, and which models are there for it. */
export function ClawSettings({ settings, models, others, say, set, openOwn }: ClawSettingsProps) {
  const hasConsent = settings['switch.consent'];
  const enter = settings['switch.enter'];
  // Without consent "by itself" means that the person is asked: what is shown is what is.
  const entering = hasConsent || enter !== 'auto' ? enter : 'ask';
  const choices = rules.map((rule) => [rule, say(`switch.rule.${rule}`)] as const);
  return (
    <Group title={say('switch.settings')}>
      <SelectRow
        label={say('switch.enter')}
        value={entering}
        choices={hasConsent ? choices : choices.slice(1)}
        set={(value) => set('switch.enter', value)}
      />
      <SelectRow
        label={say('switch.leave')}
        value={settings['switch.leave']}
        choices={choices}
        set={(value) => set('switch.leave', value)}
      />
      <SwitchRow
        label={say('switch.noCloud')}
        isOn={settings['switch.noCloud']}
        set={(on) => set('switch.noCloud', on)}
      />
      <SwitchRow
        label={say('switch.warm')}
        isOn={settings['switch.warm']}
        set={(on) => set('switch.warm', on)}
      />
      <SwitchRow
        label={say('switch.memory')}
        note={say('switch.memorySay')}
        isOn={settings['switch.memory']}
        set={(on) => set('switch.memory', on)}
      />
      <ModelRows {...{ settings, models, others, say, set }} />
      <PageRow label={say('set.own')} value={String(settings['openclaw.own'].length)} press={openOwn} />
    </Group>
  );
}
