import { useEffect, useRef, useState } from 'preact/hooks';
import { diaryNav, type Span } from '../../main/core/diary/view.ts';
import { sentence } from '../../main/core/sentence.ts';
import type { Mode } from '../../main/core/settings.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { age } from '../../main/core/times.ts';
import { view as seen } from '../../main/core/view.ts';
import { type Say, speaker } from '../../main/core/words.ts';
import type { PanelWish } from '../../preload/contract.ts';
import { useFit } from '../fit.ts';
import { useKeys } from '../keys.ts';
import { type Truth, useTruth } from '../truth.ts';
import type { Axis } from './axes.tsx';
import { Devices } from './devices.tsx';
import { Diary } from './diary.tsx';
import { FirstRun } from './first-run.tsx';
import { Home } from './home.tsx';
import { modeOrder } from './mode-switch.tsx';
import { Settings } from './settings.tsx';
import { SharePage } from './share.tsx';
import { type ListKey, type Stranger, TargetList } from './target-list.tsx';

type Place = 'home' | 'settings' | 'diary' | 'devices' | 'share' | ListKey;

/** How long a refusal stands under the switch, in ms. */
const refusalFor = 60_000;

export function Panel() {
  const truth = useTruth();
  return truth ? <Shown truth={truth} /> : <main class="panel" aria-busy="true" />;
}

function Shown({ truth: { frame, now } }: { truth: Truth }) {
  const { snapshot, lang, isAway } = frame;
  const view = seen(snapshot, { lang, now, isAway });
  const say = speaker(lang);
  const [place, go] = useState<Place>('home');
  const [open, setOpen] = useState<Axis | null>(null);
  const [openPart, setOpenPart] = useState<string | null>(null);
  const [span, setSpan] = useState<Span>('day');
  const { refusal, choose } = useMode(say);
  const root = useRef<HTMLElement>(null);
  const toggle = (axis: Axis) => setOpen(open === axis ? null : axis);
  const togglePart = (id: string) => setOpenPart(openPart === id ? null : id);
  // From what is shown then, not from what was drawn last: two quick presses are two steps.
  const back = () => go((now) => (isList(now) || now === 'share' ? 'settings' : 'home'));

  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = say('app.name');
  }, [lang, say]);
  useEffect(() => {
    if (frame.why === null) return;
    go('home');
    setOpen('internet');
  }, [frame.why]);
  useFit(root);
  useKeys({
    mode: (index) => !isAway && choose(modeOrder[index] ?? 'auto'),
    again: () => void window.offline.send({ type: 'look.again' }),
    settings: () => go('settings'),
    diary: () => go('diary'),
    back,
    copy: () => {
      const wish = copyWish(place, open ?? openPart, span);
      if (wish) void window.offline.send(wish);
      return wish !== null;
    },
    escape: () =>
      place !== 'home'
        ? back()
        : openPart
          ? setOpenPart(null)
          : open
            ? setOpen(null)
            : void window.offline.send({ type: 'panel.close' }),
  });

  const { settings } = snapshot;
  return (
    <main class="panel" aria-label={say('app.name')} ref={root}>
      {view.isFirstRun && place === 'home' && (
        <FirstRun settings={settings} problems={view.problems} say={say} />
      )}
      {!view.isFirstRun && place === 'home' && (
        <Home
          {...{ view, say, isAway, open, toggle, openPart, togglePart, refusal, choose }}
          devices={() => go('devices')}
          settings={() => go('settings')}
          diarySay={diaryNav(snapshot.outages, { lang, now })}
          diary={() => go('diary')}
        />
      )}
      {place === 'settings' && (
        <Settings
          settings={settings}
          snoozed={view.snoozed}
          say={say}
          back={back}
          openList={go}
          openShare={() => go('share')}
        />
      )}
      {place === 'share' && (
        <SharePage share={snapshot.share} shareable={snapshot.shareable} {...{ lang, now, say, back }} />
      )}
      {place === 'devices' && (
        <Devices
          peers={snapshot.peers}
          rows={view.rows.filter(({ kind }) => kind === 'tailscale' || kind === 'headscale')}
          {...{ now, say, back }}
        />
      )}
      {place === 'diary' && (
        <Diary outages={snapshot.outages} choose={setSpan} {...{ span, lang, now, say, back }} />
      )}
      {isList(place) && (
        <TargetList
          listKey={place}
          strangers={strangersIn(snapshot, say, now)}
          {...{ settings, say, back }}
        />
      )}
    </main>
  );
}

function strangersIn({ parts }: Snapshot, say: Say, now: number): Stranger[] {
  return parts.flatMap(({ id, name, newPin, at }) =>
    newPin === null || at === null ? [] : { id, name, print: newPin, age: age(say, now - at) },
  );
}

const pages: readonly Place[] = ['home', 'settings', 'diary', 'devices', 'share'];
const isList = (place: Place): place is ListKey => !pages.includes(place);

/** What ⌘C copies, if there is anything of ours to copy. */
function copyWish(place: Place, open: string | null, span: Span): PanelWish | null {
  if (place === 'diary') return { type: 'diary.copy', span };
  return place === 'home' && open ? { type: 'report.copy' } : null;
}

/** Passes the chosen mode on; a refusal stands until the next choice or for a minute. */
function useMode(say: Say) {
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    if (refusal === null) return;
    const timer = setTimeout(() => setRefusal(null), refusalFor);
    return () => clearTimeout(timer);
  }, [refusal]);
  const choose = async (mode: Mode) => {
    setRefusal(null);
    const sent = await window.offline.send({ type: 'mode.set', mode });
    if (!sent.ok) setRefusal(say('mode.no.refused', { why: sentence(sent.problem, say) }));
  };
  return { refusal, choose: (mode: Mode) => void choose(mode) };
}
