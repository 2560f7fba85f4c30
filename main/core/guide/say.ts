import { phraseSay, type RowMark } from '../rows.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Viewing } from '../view.ts';
import { type Say, speaker, type WordKey } from '../words.ts';
import { type Guide, guideOf } from './guide.ts';
import type { GuideAct, GuideFact, GuideLine } from './line.ts';

export interface GuideSaid {
  readonly mark: RowMark;
  readonly say: string;
}

/** A line as a face draws it: pure text. */
export interface GuideRow {
  readonly id: string;
  /** Empty where the text says it. */
  readonly name: string;
  readonly example: string;
  readonly text: string;
  readonly answer: GuideSaid | null;
  readonly more: GuideSaid | null;
  readonly act: GuideAct | null;
  /** What its button says, and where it leads, for whom does not see the line. */
  readonly label: string;
  readonly spoken: string;
  readonly command: string | null;
}

export interface GuideView {
  readonly isLive: boolean;
  readonly groups: readonly {
    readonly id: Guide['groups'][number]['id'];
    readonly title: string;
    readonly rows: readonly GuideRow[];
  }[];
}

/** The guide in a person's language. */
export function guideView(snapshot: Snapshot | null, viewing: Viewing): GuideView {
  const say = speaker(viewing.lang);
  const { isLive, groups } = guideOf(snapshot, viewing);
  return {
    isLive,
    groups: groups.map(({ id, lines }) => ({
      id,
      title: say(`guide.${id}`),
      rows: lines.map((one) => rowOf(one, say, viewing)),
    })),
  };
}

function rowOf(
  { id, name, example, text, answer, more, act, command }: GuideLine,
  say: Say,
  viewing: Viewing,
): GuideRow {
  const { lang, now } = viewing;
  const own = (phrase: GuideLine['text']) => phraseSay(phrase, say, lang, now);
  const said = (one: GuideFact | null): GuideSaid | null =>
    one && { mark: one.mark, say: one.of ? `${own(one.of)}: ${own(one.say)}` : own(one.say) };
  const label = act ? say(labelOf(act)) : '';
  return {
    ...{ id, act, command, label },
    name: name ? own(name) : '',
    example: example ? own(example) : '',
    text: own(text),
    answer: said(answer),
    more: said(more),
    spoken: `${label} ${name ? own(name) : own(text)}`,
  };
}

const labels: Partial<Record<string, WordKey>> = {
  mode: 'ready.do.choose',
  prepare: 'ready.go',
  devices: 'do.devices',
  drill: 'guide.drill',
};

function labelOf(act: GuideAct): WordKey {
  if (act.do === 'choose') return 'ready.do.choose';
  if (act.do === 'why') return 'do.why';
  return labels[act.page] ?? 'do.show';
}
