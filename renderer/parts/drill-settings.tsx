import { Group } from './controls.tsx';
import { DaysRow, type Hold, OnOffRow } from './setting-rows.tsx';

const usual = [7, 14, 30, 90] as const;

/** How long a drill is taken for proof, and what reminds of one. */
export function DrillSettings({ hold }: { hold: Hold }) {
  return (
    <Group>
      <DaysRow {...{ hold, at: 'drill.days', usual }} />
      <DaysRow {...{ hold, at: 'drill.remind', usual: [0, ...usual] }} />
      <OnOffRow {...{ hold, at: 'drill.byItself' }} note={hold.say('set.drillByItselfSay')} />
    </Group>
  );
}
