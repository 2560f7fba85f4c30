import { useEffect, useRef, useState } from 'preact/hooks';
import { diaryNav, type Span } from '../../main/core/diary/view.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { age } from '../../main/core/times.ts';
import { view as seen, type Viewing } from '../../main/core/view.ts';
import { type Say, speaker } from '../../main/core/words.ts';
import type { PanelWish } from '../../preload/contract.ts';
import { useFit } from '../fit.ts';
import { useKeys } from '../keys.ts';
import { type Truth, useTruth } from '../truth.ts';
import type { Axis } from './axes.tsx';
import { ClawPage } from './claw-page.tsx';
import { Devices } from './devices.tsx';
import { Diary } from './diary.tsx';
import { FirstRun } from './first-run.tsx';
import { Home } from './home.tsx';
import { modeOrder } from './mode-switch.tsx';
import { Prepare } from './prepare.tsx';
import { Ready, readyMark, readyNav } from './ready.tsx';
import { Settings } from './settings.tsx';
import { SharePage } from './share.tsx';
import { type ListKey, type Stranger, TargetList } from './target-list.tsx';
import { useMode } from './use-mode.ts';

type Place = 'home' | 'ready' | 'prepare' | 'settings' | 'diary' | 'devices' | 'share' | 'claw' | ListKey;

export function Panel() {
  const truth = useTruth();
  return truth ? <Shown truth={truth} /> : <main class="panel" aria-busy="true" />;
}

function Shown({ truth: { frame, now } }: { truth: Truth }) {
  const { snapshot, lang, isAway } = frame;
  const viewing: Viewing = { lang, now, isAway };
  const view = seen(snapshot, viewing);
  const say = speaker(lang);
  const [place, go] = useState<Place>('home');
  const [open, setOpen] = useState<Axis | null>(null);
  const [openPart, setOpenPart] = useState<string | null>(null);
  const [wanted, want] = useState<string | null>(null);
  const [span, setSpan] = useState<Span>('day');
  const hold = useMode(view, say);
  const root = useRef<HTMLElement>(null);
  const toggle = (axis: Axis) => setOpen(open === axis ? null : axis);
  const togglePart = (id: string) => setOpenPart(openPart === id ? null : id);
  // From what is shown then, not from what was drawn last: two quick presses are two steps.
  const back = () => go((at) => (at === 'settings' && wanted !== null ? 'ready' : placeBefore(at)));
  const openSettings = (key: string | null = null) => {
    want(key);
    go('settings');
  };
  const openWhy = (part: string) => {
    // Podman has a row of its own only where it is the cause.
    setOpenPart(view.rows.some(({ id }) => id === part) ? part : 'openclaw');
    go('home');
  };

  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = say('app.name');
  }, [lang, say]);
  useEffect(() => {
    if (frame.why === null) return;
    go('home');
    setOpen('internet');
  }, [frame.why]);
  useEffect(() => {
    if (frame.page !== null) go(frame.page.name);
  }, [frame.page?.n]);
  useFit(root);
  useKeys({
    mode: (index) => !isAway && hold.choose(modeOrder[index] ?? 'auto'),
    again: () => void window.offline.send({ type: 'look.again' }),
    settings: () => openSettings(),
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
        <FirstRun settings={settings} told={snapshot.switch} problems={view.problems} say={say} />
      )}
      {!view.isFirstRun && place === 'home' && (
        <Home
          {...{ view, say, isAway, open, toggle, openPart, togglePart, hold, now }}
          told={snapshot.switch}
          devices={() => go('devices')}
          settings={() => openSettings()}
          readySay={readyNav(snapshot.ready, snapshot.jobs, say)}
          readyMark={readyMark(isAway ? null : snapshot.ready)}
          ready={() => go('ready')}
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
          openClaw={() => go('claw')}
          hasClaw={snapshot.switch?.isThere ?? false}
          models={snapshot.models}
          others={absentIn(snapshot)}
          opensAtLogin={frame.opensAtLogin}
          wanted={wanted}
          from={say(wanted === null ? 'app.name' : 'nav.ready')}
        />
      )}
      {place === 'ready' && (
        <Ready
          ready={snapshot.ready}
          jobs={snapshot.jobs}
          opensAtLogin={frame.opensAtLogin}
          {...{ viewing, say, back }}
          prepare={() => go('prepare')}
          choose={(key) => openSettings(key)}
          why={openWhy}
        />
      )}
      {place === 'prepare' && <Prepare {...{ snapshot, viewing, say, back }} />}
      {place === 'claw' && (
        <ClawPage
          told={snapshot.switch}
          models={snapshot.models}
          others={absentIn(snapshot)}
          {...{ view, settings, now, say, back }}
          openOwn={() => go('openclaw.own')}
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
          from={say(placeBefore(place) === 'claw' ? 'switch.title' : 'app.settings')}
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

/** Models known by name that this machine could run and does not have. */
const absentIn = ({ ready }: Snapshot): string[] =>
  (ready?.presets ?? []).flatMap(({ name, isHere, fits }) => (isHere || fits === 'no' ? [] : [name]));

const pages: readonly Place[] = ['home', 'ready', 'prepare', 'settings', 'diary', 'devices', 'share', 'claw'];
const placeBefore = (place: Place): Place => {
  if (place === 'openclaw.own') return 'claw';
  if (place === 'prepare') return 'ready';
  return isList(place) || place === 'share' || place === 'claw' ? 'settings' : 'home';
};
const isList = (place: Place): place is ListKey => !pages.includes(place);

/** What ⌘C copies, if there is anything of ours to copy. */
function copyWish(place: Place, open: string | null, span: Span): PanelWish | null {
  if (place === 'diary') return { type: 'diary.copy', span };
  return place === 'home' && open ? { type: 'report.copy' } : null;
}
