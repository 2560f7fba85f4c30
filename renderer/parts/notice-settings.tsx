import type { SettingKey, Settings } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, SwitchRow } from './controls.tsx';

interface NoticeSettingsProps {
  readonly settings: Settings;
  readonly snoozed: string | null;
  readonly say: Say;
  readonly set: (key: SettingKey, value: unknown) => void;
}

/** Whether and when a person may be interrupted. */
export function NoticeSettings({ settings, snoozed, say, set }: NoticeSettingsProps) {
  return (
    <Group title={say('set.g.notify')} note={say('set.quietSay')}>
      <SwitchRow
        label={say('set.notify')}
        isOn={settings.notifications}
        set={(isOn) => set('notifications', isOn)}
      />
      <li class="item set">
        <b>{say('set.quiet')}</b>
        <span class="span">
          <TimeField
            label={say('set.quietFrom')}
            value={settings['quiet.from']}
            set={(time) => set('quiet.from', time)}
          />
          {' – '}
          <TimeField
            label={say('set.quietTo')}
            value={settings['quiet.to']}
            set={(time) => set('quiet.to', time)}
          />
        </span>
      </li>
      {snoozed && (
        <li class="item set">
          <b>{snoozed}</b>
          <button
            type="button"
            class="btn"
            onClick={() => void window.offline.send({ type: 'notices.snooze', forMs: 0 })}
          >
            {say('menu.unsnooze')}
          </button>
        </li>
      )}
    </Group>
  );
}

/** A time of day; emptied, it is off. */
function TimeField({ label, value, set }: { label: string; value: string; set: (time: string) => void }) {
  return (
    <input
      class="field"
      type="time"
      aria-label={label}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
