import { Group } from './controls.tsx';
import { QuietRow } from './quiet-row.tsx';
import { type Hold, OnOffRow } from './setting-rows.tsx';

interface NoticeSettingsProps {
  readonly hold: Hold;
  readonly snoozed: string | null;
}

/** Whether and when a person may be interrupted. */
export function NoticeSettings({ hold, snoozed }: NoticeSettingsProps) {
  const { settings, say } = hold;
  const isQuiet = settings['quiet.from'] !== '' && settings['quiet.to'] !== '';
  return (
    <Group title={say('set.g.notify')} {...(isQuiet ? { note: say('set.quietSay') } : {})}>
      <OnOffRow hold={hold} at="notifications" />
      <QuietRow hold={hold} />
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
