import { type UpdateAct, updateLine } from '../../main/core/updates/say.ts';
import type { ToldUpdate } from '../../main/core/updates/told.ts';
import { Group } from './controls.tsx';
import { type Hold, OnOffRow } from './setting-rows.tsx';
import { useWish } from './use-wish.ts';

interface UpdateProps {
  readonly hold: Hold;
  readonly update: ToldUpdate;
  readonly now: number;
}

/** How updates of this app stand, with the one thing to do about it, and whether they are looked for by themselves. */
export function UpdateRows({ hold, update, now }: UpdateProps) {
  const { say } = hold;
  const { refusal, send } = useWish(say);
  const line = updateLine(update, now, say);
  return (
    <>
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      <Group>
        <li class="item set update">
          <span>
            <b>{say('update.title')}</b>
            <small class={line.isBad ? 'bad' : ''} role="status">
              {line.say}
            </small>
          </span>
          {line.do && <Act act={line.do.act} label={line.do.label} press={(type) => void send({ type })} />}
        </li>
        {update.is !== 'built' && (
          <OnOffRow
            {...{ hold, at: 'update.check' }}
            note={say(update.canGet ? 'update.autoSay' : 'update.autoElse')}
          />
        )}
      </Group>
    </>
  );
}

interface ActProps {
  readonly act: UpdateAct;
  readonly label: string;
  readonly press: (type: `update.${UpdateAct}`) => void;
}

const Act = ({ act, label, press }: ActProps) => (
  <button type="button" class="btn" onClick={() => press(`update.${act}`)}>
    {label}
  </button>
);
