import { settingNames } from '../../main/core/setting-say.ts';
import { Group, PageRow } from './controls.tsx';
import type { ListKey } from './place.ts';
import { ChoiceRow, FieldRow, type Hold, OnOffRow } from './setting-rows.tsx';

interface WatchProps {
  readonly hold: Hold;
  readonly openList: (key: ListKey) => void;
}

const lists = ['probe.dns', 'probe.tls', 'probe.pages'] as const;

/** Whom the app asks, how often, and when it keeps silent. */
export function WatchSettings({ hold, openList }: WatchProps) {
  const { settings, say } = hold;
  return (
    <>
      <Group>
        <OnOffRow
          {...{ hold, at: 'probe.enabled' }}
          note={settings['probe.enabled'] ? undefined : say('set.probeOff')}
        />
        <ChoiceRow
          {...{ hold, at: 'probe.preset' }}
          note={say(`set.preset.say.${settings['probe.preset']}`)}
        />
        <ChoiceRow {...{ hold, at: 'probe.pace' }} note={say('set.pace.say')} />
        <OnOffRow {...{ hold, at: 'probe.whileOffline', isTurned: true }} note={say('set.silent.say')} />
      </Group>
      <Group>
        {lists.map((key) => (
          <PageRow
            key={key}
            to={key}
            label={say(settingNames[key])}
            value={say('set.places', { n: settings[key].length })}
            press={() => openList(key)}
          />
        ))}
        <FieldRow {...{ hold, at: 'probe.question' }} placeholder="" note={say('set.questionSay')} />
      </Group>
    </>
  );
}

/** The end of the row that leads here. */
export function watchSay({ settings, say }: Hold): string {
  if (!settings['probe.enabled']) return say('set.off');
  return say('set.places', { n: lists.reduce((sum, key) => sum + settings[key].length, 0) });
}
