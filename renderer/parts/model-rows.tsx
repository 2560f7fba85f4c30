import type { SettingKey, Settings } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { SelectRow } from './controls.tsx';

interface ModelProps {
  readonly settings: Settings;
  /** The models that are here. */
  readonly models: readonly string[];
  /** Models known by name that would run here and are not here; one that is chosen can then be downloaded. */
  readonly others: readonly string[];
  readonly say: Say;
  readonly set: (key: SettingKey, value: unknown) => void;
}

/** The models that an outage is to be met with; none chosen: what OpenClaw's config names. */
export function ModelRows(props: ModelProps) {
  const none = props.say('set.auto');
  return (
    <>
      <ModelRow {...props} at="ollama.main" label={props.say('set.main')} none={none} />
      <ModelRow {...props} at="ollama.fallback" label={props.say('set.fallback')} none={none} />
    </>
  );
}

interface RowProps extends ModelProps {
  readonly at: 'ollama.main' | 'ollama.fallback' | 'ollama.canary';
  readonly label: string;
  /** What it means that none is chosen. */
  readonly none: string;
}

/** One of the models that are here or could be, or none; one that was chosen and is not here stays in the list. */
export function ModelRow({ settings, models, others, say, set, at, label, none }: RowProps) {
  const chosen = settings[at];
  const names = [...new Set([...models, ...(chosen === '' ? [] : [chosen]), ...others])];
  const isAway = (name: string) => others.includes(name) && !models.includes(name);
  const said = (name: string) => (isAway(name) ? say('set.notHere', { model: name }) : name);
  return (
    <SelectRow
      at={at}
      label={label}
      value={chosen}
      choices={[['', none] as const, ...names.map((name) => [name, said(name)] as const)]}
      set={(value) => set(at, value)}
    />
  );
}
