import { nameOfPart, type PartKind, partKinds } from '../../main/core/parts/part.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, Refused, SwitchRow } from './controls.tsx';
import { type Hold, useSet } from './setting-rows.tsx';

/** Without which of the parts the AI only partly works. */
export function NeedsSettings({ hold }: { hold: Hold }) {
  const { settings, say } = hold;
  const { refusal, set } = useSet(hold, 'parts.needed');
  const needed = settings['parts.needed'];
  const choose = (kind: PartKind, isOn: boolean) =>
    void set(partKinds.filter((one) => (one === kind ? isOn : needed.includes(one))));
  return (
    <>
      <p class="tail">{say('set.needsSay')}</p>
      <Refused text={refusal} />
      <Group>
        {partKinds.map((kind) => (
          <SwitchRow
            key={kind}
            label={kindSay(kind, say)}
            isOn={needed.includes(kind)}
            set={(isOn) => choose(kind, isOn)}
          />
        ))}
      </Group>
    </>
  );
}

function kindSay(kind: PartKind, say: Say): string {
  if (kind === 'lan') return say('set.lan');
  return kind === 'mac' ? say('set.needsMac') : nameOfPart(kind);
}

/** The end of the row that leads here. */
export function needsSay({ settings, say }: Hold): string {
  const needed = settings['parts.needed'];
  return needed.length === 0 ? say('set.pace.auto') : needed.map((kind) => kindSay(kind, say)).join(', ');
}
