import type { ComponentChildren } from 'preact';
import { canMend, type DiffRow, diffRows, leftSay, riskSay } from '../../main/core/claw/say.ts';
import type { ToldSwitch } from '../../main/core/claw/told.ts';
import type { Problem } from '../../main/core/problem.ts';
import { sentence } from '../../main/core/sentence.ts';
import type { Say } from '../../main/core/words.ts';
import { Chevron } from './sign.tsx';
import { useFold } from './use-fold.ts';

/** What a switch to offline would change: key by key, or why there is nothing to show. */
export function Ahead({ told, say }: { readonly told: ToldSwitch; readonly say: Say }) {
  const { ahead } = told;
  if (!ahead) return <p class="hint">{say('switch.working')}</p>;
  if (ahead.problem) return <InTheWay told={told} why={ahead.problem} say={say} />;
  const risk = told.side === 'offline' ? null : riskSay(ahead.pins, say);
  const left = leftSay(ahead, say);
  if (ahead.diff.length === 0) return <p class="hint">{say('switch.same')}</p>;
  return (
    <>
      {ahead.valid === 'no' && <p class="hint no">{say('switch.wouldRefuse')}</p>}
      <DiffList rows={diffRows(ahead.diff, say)} say={say} />
      {ahead.more > 0 && <p class="hint">{say('list.more', { n: ahead.more })}</p>}
      {risk && <p class="hint">{risk}</p>}
      {left && <p class="hint">{left}</p>}
    </>
  );
}

/** Why nothing could be switched, and the button that mends it where that is in this app's power. */
function InTheWay({ told, why, say }: { told: ToldSwitch; why: Problem; say: Say }) {
  return (
    <>
      <p class="hint no">{sentence(why, say)}</p>
      {told.unmended && (
        <p class="hint no" role="alert">
          {sentence(told.unmended, say)}
        </p>
      )}
      {canMend(told) && (
        <div class="acts">
          <button type="button" class="btn" onClick={() => void window.offline.send({ type: 'switch.mend' })}>
            {say('switch.mend')}
          </button>
        </div>
      )}
    </>
  );
}

interface DiffProps {
  readonly rows: readonly DiffRow[];
  /** They lead back to the person's own config. */
  readonly isBack?: boolean;
  readonly say: Say;
}

/** Key by key: what was there, and what is instead. */
export function DiffList({ rows, isBack = false, say }: DiffProps) {
  const [from, to] = isBack ? (['offline', 'online'] as const) : (['online', 'offline'] as const);
  return (
    <dl class="diff" aria-label={say(isBack ? 'switch.undone' : 'switch.diff')}>
      {rows.map(({ path, old, now }) => (
        <div key={path}>
          <dt>{path}</dt>
          <dd>
            <span class="heard">{say(`mode.${from}`)}: </span>
            <span class="was">{old}</span>
            <i aria-hidden="true"> → </i>
            <span class="heard">, {say(`mode.${to}`)}: </span>
            <span>{now}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface FoldProps {
  readonly label: string;
  readonly isOpenAtFirst?: boolean;
  readonly children: ComponentChildren;
}

/** A line that opens what stands below it. Escape closes it before anything around it. */
export function Fold({ label, isOpenAtFirst = false, children }: FoldProps) {
  const { isOpen, press } = useFold(isOpenAtFirst);
  return (
    <div class="fold">
      <button type="button" class={`fold-head${isOpen ? ' open' : ''}`} {...press}>
        <Chevron to="right" />
        {label}
      </button>
      {isOpen && children}
    </div>
  );
}
