import type { SettingKey, Settings } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, SelectRow, SwitchRow } from './controls.tsx';
import { Chevron } from './sign.tsx';
import { type ListKey, listWords } from './target-list.tsx';

interface WatchProps {
  readonly settings: Settings;
  readonly say: Say;
  readonly set: (key: SettingKey, value: unknown) => void;
  readonly openList: (key: ListKey) => void;
}

const lists: readonly ListKey[] = ['probe.dns', 'probe.tls', 'probe.pages'];

/** Whom the app asks, how often, and when it keeps silent. */
export function WatchSettings({ settings, say, set, openList }: WatchProps) {
  const isOn = settings['probe.enabled'];
  const preset = settings['probe.preset'];
  return (
    <Group title={say('set.g.watch')}>
      <SwitchRow
        label={say('set.probe')}
        isOn={isOn}
        set={(on) => set('probe.enabled', on)}
        {...(isOn ? {} : { note: say('set.probeOff') })}
      />
      <SelectRow
        label={say('set.preset')}
        note={say(`set.preset.say.${preset}`)}
        value={preset}
        choices={[
          ['all', say('set.preset.all')],
          ['pages', say('set.preset.pages')],
          ['own', say('set.preset.own')],
        ]}
        set={(value) => set('probe.preset', value)}
      />
      <SelectRow
        label={say('set.pace')}
        note={say('set.pace.say')}
        value={settings['probe.pace']}
        choices={[
          ['auto', say('set.pace.auto')],
          ['standard', say('set.pace.standard')],
          ['gentle', say('set.pace.gentle')],
        ]}
        set={(value) => set('probe.pace', value)}
      />
      <SwitchRow
        label={say('set.silent')}
        note={say('set.silent.say')}
        isOn={!settings['probe.whileOffline']}
        set={(on) => set('probe.whileOffline', !on)}
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
  );
}
