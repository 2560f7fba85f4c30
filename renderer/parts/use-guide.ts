import { useEffect, useRef } from 'preact/hooks';
import type { GuideAct } from '../../main/core/guide/line.ts';
import type { Place } from './place.ts';

/** What the panel can be led to. */
interface Ways {
  readonly go: (place: Place) => void;
  readonly choose: (key: string) => void;
  readonly why: (part: string) => void;
  readonly drill: () => void;
}

export interface GuideHold {
  /** The line that led away, which has the focus when somebody is back. */
  readonly left: string | null;
  readonly lead: (line: string, act: GuideAct) => void;
}

/** What on Home has the focus when the guide leads there. */
const aims = {
  mode: '[role=radio][aria-checked=true]',
  home: '.verdict .btn, .line .btn, .row.part',
  why: '.row.part[aria-expanded=true]',
} as const;

/** The ways that lead out of the guide, and back to the line that they began at. */
export function useGuide(place: Place, { go, choose, why, drill }: Ways): GuideHold {
  const left = useRef<string | null>(null);
  const aim = useRef<string | null>(null);
  useEffect(() => {
    if (place !== 'home') return;
    left.current = null;
    const wanted = aim.current;
    aim.current = null;
    if (wanted) document.querySelector<HTMLElement>(wanted)?.focus();
  }, [place]);
  const lead = (line: string, act: GuideAct) => {
    left.current = line;
    if (act.do === 'why') {
      aim.current = aims.why;
      return why(act.part);
    }
    if (act.do === 'choose') return choose(act.key);
    if (act.page === 'home' || act.page === 'mode') {
      aim.current = aims[act.page];
      return go('home');
    }
    return act.page === 'drill' ? drill() : go(act.page);
  };
  return { left: left.current, lead };
}
