import { Group, PageRow, SelectRow } from './controls.tsx';
import { ModelRows } from './model-rows.tsx';
import type { Place } from './place.ts';
import { ChoiceRow, FieldRow, FileRow, type Hold, OnOffRow, useSet } from './setting-rows.tsx';

export interface ClawSettingsProps {
  readonly hold: Hold;
  readonly models: readonly string[];
  /** See ModelRow. */
  readonly others: readonly string[];
  readonly go: (place: Place) => void;
}

/** When the config goes and comes back, which models are there for it, and where OpenClaw is. */
export function ClawSettings({ hold, models, others, go }: ClawSettingsProps) {
  const { settings, say } = hold;
  return (
    <>
      <Group title={say('switch.settings')}>
        <EnterRow hold={hold} />
        <ChoiceRow {...{ hold, at: 'switch.leave' }} />
        <OnOffRow {...{ hold, at: 'switch.noCloud' }} />
        <OnOffRow {...{ hold, at: 'switch.warm' }} />
        <OnOffRow {...{ hold, at: 'switch.memory' }} note={say('switch.memorySay')} />
        <ModelRows {...{ hold, models, others }} />
        <PageRow
          to="openclaw.own"
          label={say('set.own')}
          value={String(settings['openclaw.own'].length)}
          press={() => go('openclaw.own')}
        />
      </Group>
      <Group title={say('set.claw.where')}>
        <FileRow
          {...{ hold, at: 'openclaw.config' }}
          label={say('set.claw.config')}
          none={say('set.claw.configNone')}
        />
        <FieldRow {...{ hold, at: 'openclaw.container' }} placeholder={say('set.none')} />
        <FieldRow {...{ hold, at: 'openclaw.image' }} placeholder={say('set.none')} />
        <FieldRow {...{ hold, at: 'openclaw.port' }} placeholder={say('set.portNone')} />
      </Group>
    </>
  );
}

const rules = ['auto', 'ask', 'never'] as const;

/** Without consent "by itself" means that the person is asked: what is shown is what is. */
function EnterRow({ hold }: { hold: Hold }) {
  const { settings, say } = hold;
  const { refusal, set } = useSet(hold, 'switch.enter');
  const hasConsent = settings['switch.consent'];
  const enter = settings['switch.enter'];
  const choices = rules.map((rule) => [rule, say(`switch.rule.${rule}`)] as const);
  return (
    <SelectRow
      at="switch.enter"
      label={say('switch.enter')}
      refusal={refusal}
      value={hasConsent || enter !== 'auto' ? enter : 'ask'}
      choices={hasConsent ? choices : choices.slice(1)}
      set={(value) => void set(value)}
    />
  );
}
