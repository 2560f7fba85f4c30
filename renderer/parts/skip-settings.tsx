import type { ToldItem } from '../../main/core/ready/told.ts';
import { phraseSay } from '../../main/core/rows.ts';
import type { Viewing } from '../../main/core/view.ts';
import { Group, Refused, SwitchRow } from './controls.tsx';
import { type Hold, useSet } from './setting-rows.tsx';

interface SkipProps {
  readonly hold: Hold;
  readonly items: readonly ToldItem[];
  readonly viewing: Viewing;
}

/** Which lines of the readiness count. What was left out is brought back here, also where nothing is known of it any more. */
export function SkipSettings({ hold, items, viewing }: SkipProps) {
  const { settings, say } = hold;
  const { refusal, set } = useSet(hold, 'ready.skip');
  const skipped = settings['ready.skip'];
  const known = items.filter(
    ({ id, isMust, state }) => skipped.includes(id) || (!isMust && state !== 'not-wanted'),
  );
  const lost = skipped.filter((id) => !items.some((one) => one.id === id));
  const rows = [
    ...known.map(({ id, name }) => ({ id, name: phraseSay(name, say, viewing.lang, viewing.now) })),
    ...lost.map((id) => ({ id, name: id })),
  ];
  const count = (id: string, isOn: boolean) =>
    void set(isOn ? skipped.filter((other) => other !== id) : [...skipped, id]);
  return (
    <>
      <p class="tail">{say(rows.length === 0 ? 'set.skipNone' : 'set.skipSay')}</p>
      <Refused text={refusal} />
      {rows.length > 0 && (
        <Group>
          {rows.map(({ id, name }) => (
            <SwitchRow key={id} label={name} isOn={!skipped.includes(id)} set={(isOn) => count(id, isOn)} />
          ))}
        </Group>
      )}
    </>
  );
}
