import type { SettingKey, Settings } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, PageRow, TextRow } from './controls.tsx';
import { ModelRows } from './model-rows.tsx';
import { type ListKey, listWords } from './target-list.tsx';

interface PartProps {
  readonly settings: Settings;
  readonly models: readonly string[];
  /** See ModelRow. */
  readonly others: readonly string[];
  readonly say: Say;
  readonly set: (key: SettingKey, value: unknown) => void;
  readonly openList: (key: ListKey) => void;
  readonly openShare: () => void;
  readonly openClaw: () => void;
  /** There is a config of OpenClaw's. */
  readonly hasClaw: boolean;
}

const lists: readonly ListKey[] = ['ollama.places', 'lan.services'];

/** Where the parts are. */
export function PartSettings(props: PartProps) {
  const { settings, models, others, say, set, openList, openShare, openClaw, hasClaw } = props;
  return (
    <Group title={say('set.g.parts')}>
      {lists.map((key) => (
        <PageRow
          key={key}
          label={say(listWords[key].title)}
          value={String(settings[key].length)}
          press={() => openList(key)}
        />
      ))}
      <PageRow
        label={say('switch.title')}
        value={say(hasClaw ? 'switch.found' : 'switch.notFound')}
        press={openClaw}
      />
      <ModelRows {...{ settings, models, others, say, set }} />
      <TextRow
        at="openclaw.container"
        label={say('set.container')}
        value={settings['openclaw.container']}
        placeholder="openclaw"
        set={(value) => set('openclaw.container', value)}
      />
      <TextRow
        label={say('set.hs')}
        note={say('set.hs.say')}
        value={settings['headscale.url']}
        placeholder=""
        set={(value) => set('headscale.url', value)}
      />
      <PageRow label={say('set.share')} value="" press={openShare} />
    </Group>
  );
}
