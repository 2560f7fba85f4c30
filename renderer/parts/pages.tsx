import type { Span } from '../../main/core/diary/view.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { age } from '../../main/core/times.ts';
import type { View, Viewing } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import type { Frame } from '../../preload/contract.ts';
import { ChainPage } from './chain-page.tsx';
import { ClawPage } from './claw-page.tsx';
import { Devices } from './devices.tsx';
import { Diary } from './diary.tsx';
import { DoctorPage } from './doctor.tsx';
import { DrillPage } from './drill.tsx';
import { FirstAsks } from './first-asks.tsx';
import { FirstRun } from './first-run.tsx';
import { FormPage } from './form-page.tsx';
import { GuidePage } from './guide.tsx';
import { LeaksPage } from './leaks-page.tsx';
import { OllamaPage } from './ollama-page.tsx';
import { isList, isSettingsPage, type Place, pageTitles } from './place.ts';
import { Prepare } from './prepare.tsx';
import { Ready } from './ready.tsx';
import { Settings } from './settings.tsx';
import { SettingsPages } from './settings-pages.tsx';
import { SharePage } from './share.tsx';
import { type Stranger, TargetList } from './target-list.tsx';
import type { DrillHold } from './use-drill.ts';
import type { FirstHold } from './use-first.ts';
import type { GuideHold } from './use-guide.ts';

export interface PagesProps {
  readonly place: Place;
  /** The first run stands where Home will be. */
  readonly isFirst: boolean;
  readonly frame: Frame;
  readonly view: View;
  readonly viewing: Viewing;
  readonly say: Say;
  /** The page that the arrow leads back to. */
  readonly from: Place;
  readonly go: (place: Place) => void;
  readonly back: () => void;
  /** Leads to a setting. */
  readonly choose: (key: string) => void;
  /** Leads to what a part's row on Home says. */
  readonly why: (part: string) => void;
  readonly drill: DrillHold;
  readonly first: FirstHold;
  readonly guide: GuideHold;
  readonly span: Span;
  readonly setSpan: (span: Span) => void;
}

/** The page that is shown, if it is not Home. */
export function Pages(props: PagesProps) {
  const { place, frame, view, viewing, say, go, back, choose, why, drill, first } = props;
  const { snapshot, login, place: appPlace } = frame;
  const opensAtLogin = login === null ? null : login === 'on';
  const { settings, models } = snapshot;
  const { lang, now, isAway } = viewing;
  const from = say(pageTitles[props.from]);
  const head = { say, from, back };
  const others = absentIn(snapshot);
  const told = snapshot.switch;
  if (isSettingsPage(place))
    return <SettingsPages {...{ place, snapshot, frame, viewing, go, others, ...head }} />;
  if (isList(place))
    return (
      <TargetList
        key={place}
        listKey={place}
        strangers={strangersIn(snapshot, say, now)}
        {...{ settings, ...head }}
      />
    );
  switch (place) {
    case 'home':
      return (
        props.isFirst && (
          <FirstRun
            {...{ frame, now, say, choose }}
            hold={first}
            problems={view.problems}
            asks={() => go('asks')}
          />
        )
      );
    case 'asks':
      return <FirstAsks {...{ settings, ...head }} hold={first} />;
    case 'settings':
      return (
        <Settings
          hold={{ settings, say }}
          snoozed={view.snoozed}
          hasClaw={told?.isThere ?? false}
          isShared={snapshot.share?.stand === 'open'}
          {...{ models, others, login, appPlace, isAway, go, from, back }}
        />
      );
    case 'doctor':
      return <DoctorPage doctor={frame.doctor ?? null} {...head} />;
    case 'ready':
      return (
        <Ready
          ready={snapshot.ready}
          jobs={snapshot.jobs}
          prepare={() => go('prepare')}
          drill={() => drill.open()}
          {...{ login, appPlace, viewing, choose, why, ...head }}
        />
      );
    case 'drill':
      return (
        <DrillPage
          drill={snapshot.drill}
          isReading={drill.isReading}
          read={drill.read}
          {...{ opensAtLogin, viewing, ...head }}
        />
      );
    case 'prepare':
      return <Prepare {...{ snapshot, viewing, ...head }} />;
    case 'claw':
      return <ClawPage {...{ told, models, others, view, settings, go, ...head }} />;
    case 'ollama':
      return (
        <OllamaPage
          part={snapshot.parts.find(({ kind }) => kind === 'ollama')}
          row={view.rows.find(({ kind }) => kind === 'ollama')}
          {...{ isAway, ...head }}
        />
      );
    case 'chain':
      return <ChainPage {...{ told, ...head }} />;
    case 'leaks':
      return <LeaksPage {...{ told, now, ...head }} />;
    case 'form':
      return (
        <FormPage
          container={told?.container ?? null}
          last={snapshot.drill?.last ?? null}
          {...{ lang, now, ...head }}
        />
      );
    case 'share':
      return <SharePage share={snapshot.share} shareable={snapshot.shareable} {...{ lang, now, ...head }} />;
    case 'devices':
      return (
        <Devices
          peers={snapshot.peers}
          rows={view.rows.filter(({ kind }) => kind === 'tailscale' || kind === 'headscale')}
          {...{ now, ...head }}
        />
      );
    case 'diary':
      return <Diary choose={props.setSpan} span={props.span} {...{ snapshot, lang, now, ...head }} />;
    case 'guide':
      return (
        <GuidePage left={props.guide.left} lead={props.guide.lead} {...{ snapshot, viewing, ...head }} />
      );
  }
}

function strangersIn({ parts }: Snapshot, say: Say, now: number): Stranger[] {
  return parts.flatMap(({ id, name, newPin, at }) =>
    newPin === null || at === null ? [] : { id, name, print: newPin, age: age(say, now - at) },
  );
}

/** Models known by name that this machine could run and does not have. */
const absentIn = ({ ready }: Snapshot): string[] =>
  (ready?.presets ?? []).flatMap(({ name, isHere, fits }) => (isHere || fits === 'no' ? [] : [name]));
