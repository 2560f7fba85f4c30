import type { ComponentChildren } from 'preact';
import type { BannerAct, Banner as BannerCard } from '../../main/core/banners.ts';
import type { ToldSwitch } from '../../main/core/claw/told.ts';
import type { RowMark } from '../../main/core/rows.ts';
import type { View } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { AskCard } from './ask-card.tsx';
import { Axes, type Axis } from './axes.tsx';
import { Banner } from './banner.tsx';
import { ModeSwitch } from './mode-switch.tsx';
import { moveInList } from './move-in-list.ts';
import type { Place } from './place.ts';
import { Problems } from './problems.tsx';
import { Services } from './services.tsx';
import { Chevron, Gear, Plane, RowSign, Sign } from './sign.tsx';
import { isQuestion, QuestionCard } from './switching.tsx';
import type { ModeHold } from './use-mode.ts';
import { Verdict } from './verdict.tsx';

export interface HomeProps {
  readonly view: View;
  readonly say: Say;
  readonly isAway: boolean;
  readonly open: Axis | null;
  readonly toggle: (axis: Axis) => void;
  readonly hold: ModeHold;
  readonly now: number;
  readonly told: ToldSwitch | null;
  /** The one card under the verdict, and what its button does. */
  readonly banner: BannerCard | null;
  readonly pressBanner: (act: BannerAct) => void;
  /** A link's question stands in its place while there is one. */
  readonly link: ComponentChildren;
  /** What else is wrong, a sentence each. */
  readonly lines: readonly string[];
  /** What is left of the drill that goes on, or how the last one ended. */
  readonly drillSay: string;
  readonly drill: () => void;
  /** What the diary's row says at its end. */
  readonly diarySay: string;
  /** How much is proved, or how far a preparation is. */
  readonly readySay: string;
  readonly readyMark: RowMark;
  /** The part whose evidence is open. */
  readonly openPart: string | null;
  readonly togglePart: (id: string) => void;
  readonly go: (place: Place) => void;
}

export function Home(props: HomeProps) {
  const { view, say, isAway, open, toggle, hold, now, told, go } = props;
  const { ask, trouble } = view.switching ?? {};
  return (
    <>
      <Verdict view={view} prepare={() => go('prepare')} />
      <div class="scroll">
        <div class="rest">
          {props.link ?? <Banner banner={props.banner} press={props.pressBanner} />}
          <Problems problems={props.lines} />
          <Axes view={view} say={say} open={open} toggle={toggle} />
          <ModeSwitch {...{ view, now, say, isAway, hold }} isAside={isAside(view, told)} />
          {trouble && isQuestion(trouble) && <QuestionCard trouble={trouble} say={say} />}
          {ask && told && <AskCard {...{ ask, told, say }} />}
          <Services
            {...{ rows: view.rows, say, isAway }}
            open={props.openPart}
            toggle={props.togglePart}
            go={go}
          />
          <nav class="list nav" onKeyDown={moveInList}>
            <button type="button" class="row" data-to="ready" onClick={() => go('ready')}>
              {props.readyMark === 'bad' ? <RowSign mark="bad" /> : <Sign name="shield" />}
              <b>{say('nav.ready')}</b>
              <span class="end">
                {props.readySay}
                <Chevron to="right" />
              </span>
            </button>
            <button type="button" class="row" data-to="drill" onClick={props.drill}>
              <Plane />
              <b>{say('drill.title')}</b>
              <span class="end">
                {props.drillSay}
                <Chevron to="right" />
              </span>
            </button>
            <button type="button" class="row" data-to="diary" onClick={() => go('diary')}>
              <Sign name="bars" />
              <b>{say('nav.diary')}</b>
              <span class="end">
                {props.diarySay}
                <Chevron to="right" />
              </span>
            </button>
            <button type="button" class="row" data-to="guide" onClick={() => go('guide')}>
              <Sign name="guide" />
              <b>{say('nav.guide')}</b>
              <span class="end">
                {say('nav.guideSay')}
                <Chevron to="right" />
              </span>
            </button>
          </nav>
        </div>
      </div>
      <footer class="foot">
        <span>{view.checked}</span>
        <button
          type="button"
          class="btn icon"
          aria-label={say('do.again')}
          disabled={isAway}
          onClick={() => void window.offline.send({ type: 'look.again' })}
        >
          <Sign name="again" size={14} />
        </button>
        <span class="grow" />
        <button
          type="button"
          class="btn icon"
          aria-label={say('app.settings')}
          data-to="settings"
          onClick={() => go('settings')}
        >
          <Gear />
        </button>
      </footer>
    </>
  );
}

/** The engine has switched by itself, and the part that the headline names is why that is not proved. */
const isAside = ({ fix, switching }: View, told: ToldSwitch | null): boolean =>
  (fix?.do === 'start' || fix?.do === 'restart') &&
  told?.run?.by !== 'person' &&
  switching?.trouble?.can.every((act) => act === 'again') === true;
