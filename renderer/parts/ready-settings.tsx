import type { SettingKey, Settings } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, PageRow, SelectRow } from './controls.tsx';
import { ModelRow } from './model-rows.tsx';
import { Sign } from './sign.tsx';
import type { ListKey } from './target-list.tsx';

interface ReadySettingsProps {
  readonly settings: Settings;
  readonly models: readonly string[];
  /** See ModelRow. */
  readonly others: readonly string[];
  readonly say: Say;
  readonly set: (key: SettingKey, value: unknown) => void;
  readonly openList: (key: ListKey) => void;
}

const days = [3, 7, 14, 30, 90] as const;

/** What has to be there when the internet goes, and for how long. */
export function ReadySettings({ settings, models, others, say, set, openList }: ReadySettingsProps) {
  const chosen = settings['outage.days'];
  const choices = [...new Set([...days, chosen])].sort((a, b) => a - b);
  return (
    <Group title={say('nav.ready')}>
      <SelectRow
        label={say('set.days')}
        value={String(chosen)}
        choices={choices.map((n) => [String(n), say('set.days.n', { n })] as const)}
        set={(value) => set('outage.days', Number(value))}
      />
      <PageRow
        label={say('prep.list')}
        value={String(settings['ollama.more'].length)}
        press={() => openList('ollama.more')}
      />
      <ModelRow
        {...{ settings, models, others, say, set }}
        at="ollama.canary"
        label={say('set.canary')}
        none={say('set.none')}
      />
      <FolderRow at="image.context" label={say('set.context')} value={settings['image.context']} say={say} />
      <FolderRow at="deps.folder" label={say('set.deps')} value={settings['deps.folder']} say={say} />
    </Group>
  );
}

interface FolderProps {
  readonly at: 'image.context' | 'deps.folder';
  readonly label: string;
  readonly value: string;
  readonly say: Say;
}

/** A folder of the person's own: chosen in the system's window, which only the main process opens. */
function FolderRow({ at, label, value, say }: FolderProps) {
  return (
    <li class="item set">
      <span>
        <b>{label}</b>
        <small class="path" title={value}>
          {value === '' ? say('set.none') : value}
        </small>
      </span>
      <span class="acts">
        <button
          type="button"
          class="btn"
          data-at={at}
          aria-label={`${say('ready.do.choose')} ${label}`}
          onClick={() => void window.offline.send({ type: 'folder.choose', key: at })}
        >
          {say('ready.do.choose')}
        </button>
        {value !== '' && (
          <button
            type="button"
            class="btn icon"
            aria-label={say('do.remove', { thing: label })}
            onClick={() => void window.offline.send({ type: 'folder.none', key: at })}
          >
            <Sign name="cross" size={14} />
          </button>
        )}
      </span>
    </li>
  );
}
