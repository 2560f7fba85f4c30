import type { SettingKey, Settings } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, SelectRow, SwitchRow } from './controls.tsx';

interface DrillSettingsProps {
  readonly settings: Settings;
  readonly say: Say;
  readonly set: (key: SettingKey, value: unknown) => void;
}

const usual = [7, 14, 30, 90] as const;

/** How long a drill is taken for proof, and what reminds of one. */
export function DrillSettings({ settings, say, set }: DrillSettingsProps) {
  const days = (chosen: number, more: readonly number[] = []) =>
    [...new Set([...more, ...usual, chosen])]
      .sort((a, b) => a - b)
      .map((n) => [String(n), n === 0 ? say('set.drillNever') : say('set.days.n', { n })] as const);
  return (
    <Group title={say('drill.title')}>
      <SelectRow
        at="drill.days"
        label={say('set.drillDays')}
        value={String(settings['drill.days'])}
        choices={days(settings['drill.days'])}
        set={(value) => set('drill.days', Number(value))}
      />
      <SelectRow
        at="drill.remind"
        label={say('set.drillRemind')}
        value={String(settings['drill.remind'])}
        choices={days(settings['drill.remind'], [0])}
        set={(value) => set('drill.remind', Number(value))}
      />
      <SwitchRow
        label={say('set.drillByItself')}
        note={say('set.drillByItselfSay')}
        isOn={settings['drill.byItself']}
        set={(isOn) => set('drill.byItself', isOn)}
      />
    </Group>
  );
}
