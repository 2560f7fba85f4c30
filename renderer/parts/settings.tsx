import { useState } from 'preact/hooks';
import { sentence } from '../../main/core/sentence.ts';
import type { Settings as AllSettings, SettingKey } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, SelectRow } from './controls.tsx';
import { NoticeSettings } from './notice-settings.tsx';
import { Page } from './page.tsx';
import { PartSettings } from './part-settings.tsx';
import type { ListKey } from './target-list.tsx';
import { WatchSettings } from './watch-settings.tsx';

interface SettingsProps {
  readonly settings: AllSettings;
  readonly snoozed: string | null;
  readonly say: Say;
  readonly back: () => void;
  readonly openList: (key: ListKey) => void;
  readonly openShare: () => void;
  readonly openClaw: () => void;
  readonly hasClaw: boolean;
}

export function Settings(props: SettingsProps) {
  const { settings, snoozed, say, back, openList, openShare, openClaw, hasClaw } = props;
  const { refusal, set } = useSetting(say);
  return (
    <Page title={say('app.settings')} from={say('app.name')} back={back}>
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      <WatchSettings settings={settings} say={say} set={set} openList={openList} />
      <PartSettings {...{ settings, say, set, openList, openShare, openClaw, hasClaw }} />
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
    accept: (id: string, print: string) => void send({ type: 'pin.accept', id, print }),
  };
}
