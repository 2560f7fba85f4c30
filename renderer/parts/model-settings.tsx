import { Group, PageRow } from './controls.tsx';
import { ModelRow } from './model-rows.tsx';
import { FileRow, type Hold } from './setting-rows.tsx';

interface ModelSettingsProps {
  readonly hold: Hold;
  readonly models: readonly string[];
  /** See ModelRow. */
  readonly others: readonly string[];
  readonly openMore: () => void;
  readonly openSkip: () => void;
}

/** What else has to be there when the internet goes. */
export function ModelSettings({ hold, models, others, openMore, openSkip }: ModelSettingsProps) {
  const { settings, say } = hold;
  const skipped = settings['ready.skip'].length;
  return (
    <>
      <Group title={say('ready.g.models')}>
        <PageRow
          to="ollama.more"
          label={say('prep.list')}
          value={String(settings['ollama.more'].length)}
          press={openMore}
        />
        <ModelRow {...{ hold, models, others, at: 'ollama.canary' }} none={say('set.none')} />
      </Group>
      <Group title={say('ready.g.claw')}>
        <FileRow {...{ hold, at: 'image.context' }} />
        <FileRow {...{ hold, at: 'image.backup' }} />
        <FileRow {...{ hold, at: 'deps.folder' }} />
      </Group>
      <Group>
        <PageRow
          to="set.skip"
          label={say('set.skip')}
          value={skipped === 0 ? '' : say('set.skipN', { n: skipped })}
          press={openSkip}
        />
      </Group>
    </>
  );
}
