import { useEffect, useRef, useState } from 'preact/hooks';
import { sentence } from '../../main/core/sentence.ts';
import type { Mode } from '../../main/core/settings.ts';
import type { View } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';

/** How long a refusal stands under the switch, in ms. */
const refusalFor = 60_000;

/** What was chosen here, over what, and when (ms since the epoch): the engine keeps no mode from before. */
interface Choice {
  readonly from: Mode;
  readonly at: number;
}

export interface ModeHold {
  /** Why the last choice was refused, as a sentence. */
  readonly refusal: string | null;
  /** Where the thumb stands: it moves when the world has moved. Null: what was in force before is not known. */
  readonly thumb: Mode | null;
  /** Where "Go back" leads, while there is a way back. */
  readonly back: Mode | null;
  readonly choose: (mode: Mode) => void;
}

/** Passes the chosen mode on; a refusal stands until the next choice or for a minute. */
export function useMode({ mode, modeAsked, switching }: View, say: Say): ModeHold {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [choice, setChoice] = useState<Choice | null>(null);
  useEffect(() => {
    if (refusal === null) return;
    const timer = setTimeout(() => setRefusal(null), refusalFor);
    return () => clearTimeout(timer);
  }, [refusal]);
  const step = switching?.step ?? null;
  const own = step && choice && isBegunBy(choice, step.since) ? choice : null;
  const settled = useRef<Mode | null>(null);
  if (modeAsked === null) settled.current = mode;
  const thumb = settled.current;
  const choose = async (wanted: Mode) => {
    setRefusal(null);
    setChoice({ from: thumb ?? mode, at: Date.now() });
    const sent = await window.offline.send({ type: 'mode.set', mode: wanted });
    if (!sent.ok) setRefusal(say('mode.no.refused', { why: sentence(sent.problem, say) }));
  };
  return { refusal, thumb, back: wayBack(step, own, mode), choose: (wanted) => void choose(wanted) };
}

/** A switch begins with the choice, or when a step that writes has let it, in ms. */
const isBegunBy = ({ at }: Choice, since: number) => since > at - 1_000 && since < at + 10_000;

type Step = NonNullable<View['switching']>['step'];

/** To the mode from before where it is known; a way to offline that began elsewhere leads back to Online. */
function wayBack(step: Step, own: Choice | null, mode: Mode): Mode | null {
  if (!step || step.isUndo) return null;
  if (own) return own.from === mode ? null : own.from;
  return step.by === 'person' && step.to === 'offline' ? 'online' : null;
}
