import { useState } from 'preact/hooks';
import type { Settings as AllSettings, SettingKey } from '../../main/core/settings.ts';
import { sentence } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, SelectRow, SwitchRow } from './controls.tsx';
import { NoticeSettings } from './notice-settings.tsx';
import { Page } from './page.tsx';
import { Chevron } from './sign.tsx';
import { type ListKey, listWords } from './target-list.tsx';

interface SettingsProps {
  readonly settings: AllSettings;
  readonly snoozed: string | null;
  readonly say: Say;
  readonly back: () => void;
  readonly openList: (key: ListKey) => void;
}

const lists: readonly ListKey[] = ['probe.dns', 'probe.tls', 'probe.pages'];

export function Settings({ settings, snoozed, say, back, openList }: SettingsProps) {
  const { refusal, set } = useSetting(say);
  return (
    <Page title={say('app.settings')} from={say('app.name')} back={back}>
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      <Group title={say('set.g.watch')}>
        <SwitchRow
          label={say('set.probe')}
          isOn={settings['probe.enabled']}
          set={(isOn) => set('probe.enabled', isOn)}
          {...(settings['probe.enabled'] ? {} : { note: say('set.probeOff') })}
        />
        {lists.map((key) => (
          <li key={key}>
            <button type="button" class="item set press" onClick={() => openList(key)}>
              <b>{say(listWords[key].title)}</b>
              <span class="val">
                {say('set.places', { n: settings[key].length })}
                <Chevron to="right" />
              </span>
            </button>
          </li>
        ))}
      </Group>
      <NoticeSettings settings={settings} snoozed={snoozed} say={say} set={set} />
      <Group title={say('set.g.general')}>
        <SelectRow
          label={say('set.lang')}
          value={settings.language}
          choices={[
            ['system', say('set.lang.system')],
            ['en', say('set.lang.en')],
            ['ko', say('set.lang.ko')],
          ]}
          set={(value) => set('language', value)}
        />
      </Group>
    </Page>
  );
}

/** Sends a setting; a refusal becomes a sentence until the next try. */
export function useSetting(say: Say) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async (wish: Parameters<typeof window.offline.send>[0]) => {
    const sent = await window.offline.send(wish);
    setRefusal(sent.ok ? null : sentence(sent.problem, say));
  };
  return {
    refusal,
    set: (key: SettingKey, value: unknown) => void send({ type: 'setting.set', key, value }),
    unset: (key: SettingKey) => void send({ type: 'setting.unset', key }),
  };
}
