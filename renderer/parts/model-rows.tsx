import { ChoiceRow, type Hold } from './setting-rows.tsx';

interface ModelProps {
  readonly hold: Hold;
  /** The models that are here. */
  readonly models: readonly string[];
  /** Models known by name that would run here and are not here; one that is chosen can then be downloaded. */
  readonly others: readonly string[];
}

/** The models that an outage is to be met with; none chosen: what OpenClaw's config names. */
export function ModelRows(props: ModelProps) {
  const none = props.hold.say('set.auto');
  return (
    <>
      <ModelRow {...props} at="ollama.main" none={none} />
      <ModelRow {...props} at="ollama.fallback" none={none} />
    </>
  );
}

interface RowProps extends ModelProps {
  readonly at: 'ollama.main' | 'ollama.fallback' | 'ollama.canary';
  /** What it means that none is chosen. */
  readonly none: string;
}

/** One of the models that are here or could be, or none; one that was chosen and is not here stays in the list. */
export function ModelRow({ hold, models, others, at, none }: RowProps) {
  const { settings, say } = hold;
  const chosen = settings[at];
  const names = [...new Set([...models, ...(chosen === '' ? [] : [chosen]), ...others])];
  const isAway = (name: string) => others.includes(name) && !models.includes(name);
  const said = (name: string) => (isAway(name) ? say('set.notHere', { model: name }) : name);
  const choices = [['', none] as const, ...names.map((name) => [name, said(name)] as const)];
  return <ChoiceRow {...{ hold, at, choices }} />;
}
