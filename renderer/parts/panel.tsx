import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { awaySay, type BannerAct, bannerOf, linesBeside } from '../../main/core/banners.ts';
import { diaryNav, type Span } from '../../main/core/diary/view.ts';
import { drillNav, runningIn } from '../../main/core/drill/shown.ts';
import type { Settings } from '../../main/core/settings.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import { age } from '../../main/core/times.ts';
import { view as seen, type Viewing } from '../../main/core/view.ts';
import { type Say, speaker } from '../../main/core/words.ts';
import { useFit } from '../fit.ts';
import { useKeys } from '../keys.ts';
import { type Truth, useTruth } from '../truth.ts';
import type { Axis } from './axes.tsx';
import { bannerWishes } from './banner.tsx';
import { Guard } from './broken.tsx';
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
import { Home } from './home.tsx';
import { LeaksPage } from './leaks-page.tsx';
import { LinkCard, LinkRefusal, useRefusal } from './link-card.tsx';
import { modeOrder } from './mode-switch.tsx';
import { OllamaPage } from './ollama-page.tsx';
import { copyWish, isList, isSettingsPage, nameOfPlace, type Place, placeBefore, placeOf } from './place.ts';
import { Prepare } from './prepare.tsx';
import { Ready, readyMark, readyNav } from './ready.tsx';
import { Settings as SettingsPage } from './settings.tsx';
import { SettingsPages } from './settings-pages.tsx';
import { SharePage } from './share.tsx';
import { type Stranger, TargetList } from './target-list.tsx';
import { useDrill } from './use-drill.ts';
import { useFirst } from './use-first.ts';
import { useGuide } from './use-guide.ts';
import { useLead } from './use-lead.ts';
import { useMode } from './use-mode.ts';

export function Panel() {
  const truth = useTruth();
  if (!truth) return <main class="panel" aria-busy="true" />;
  return (
    <Guard {...truth}>
      <Shown truth={truth} />
    </Guard>
  );
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
  const [clawFrom, setClawFrom] = useState<'home' | 'settings'>('settings');
  const [span, setSpan] = useState<Span>('day');
  const [doctorFrom, comeFrom] = useState<'home' | 'settings'>('settings');
  const hold = useMode(view, say);
  const drill = useDrill(frame, say, () => go('drill'));
  const first = useFirst(snapshot, say, () => go('home'));
  const [refusal, refuse] = useRefusal();
  const root = useRef<HTMLElement>(null);
  const toggle = (axis: Axis) => setOpen(open === axis ? null : axis);
  const togglePart = (id: string) => setOpenPart(openPart === id ? null : id);
  const goFromSettings = (to: Place) =>
    to === 'doctor' ? openDoctor('settings') : to === 'claw' ? openClaw('settings') : go(to);
  const openDoctor = (from: 'home' | 'settings') => {
    comeFrom(from);
    go('doctor');
  };
  const openSettings = (key: string | null = null) => {
    want(key);
    go(key === null ? 'settings' : placeOf(key));
  };
  const openClaw = (from: 'home' | 'settings') => {
    setClawFrom(from);
    go('claw');
  };
  const openWhy = (part: string) => {
    // Podman has a row of its own only where it is the cause.
    setOpenPart(view.rows.some(({ id }) => id === part) ? part : 'openclaw');
    go('home');
  };
  const guide = useGuide(place, {
    go,
    choose: openSettings,
    why: openWhy,
    drill: () => drill.open('home'),
  });
  const before = (at: Place) =>
    placeBefore(at, {
      isWanted: wanted !== null && placeOf(wanted) === at,
      drillFrom: drill.from,
      guided: guide.guided,
      isFirst: view.isFirstRun,
      doctorFrom,
      clawFrom,
    });
  // From what is shown then, not from what was drawn last: two quick presses are two steps.
  const back = () => go(before);
  const from = say(nameOfPlace(before(place)));

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
    // A setting that somebody was led to before is not what a link or a menu leads to.
    if (frame.page?.name === 'settings') openSettings();
    else if (frame.page !== null) drill.lead(frame.page.name, go);
  }, [frame.page?.n]);
  useTextSize(snapshot.settings['text.size']);
  useFit(root);
  useLead(place, wanted);
  useKeys({
    mode: (index) => !isAway && hold.choose(modeOrder[index] ?? 'auto'),
    again: () => void window.offline.send({ type: 'look.again' }),
    settings: () => openSettings(),
    diary: () => go('diary'),
    drill: () => drill.open('home'),
    guide: () => go('guide'),
    back,
    copy: () => {
      const wish = copyWish(place, {
        open: open ?? openPart,
        span,
        isReading: drill.isReading && runningIn(snapshot) === null,
      });
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
  const { refused } = view;
  const banner = bannerOf({ ...frame, paid: drill.paid, refused }, say);
  const lines = [...(isAway ? [awaySay(snapshot, frame.isOwner, say)] : []), ...linesBeside(snapshot, say)];
  const pressBanner = (act: BannerAct) => {
    if (act === 'seen-paid') drill.seenPaid();
    else if (act === 'settings' || act === 'choose-key') openSettings(act === 'settings' ? null : 'shortcut');
    else if (act === 'doctor') {
      void window.offline.send({ type: 'bug.seen' });
      openDoctor('home');
    } else void window.offline.send(bannerWishes[act]);
  };
  const link = frame.link ? (
    <LinkCard key={frame.link.n} link={frame.link} {...{ say, refuse }} />
  ) : refusal ? (
    <LinkRefusal refusal={refusal} />
  ) : null;
  return (
    <main class="panel" aria-label={say('app.name')} ref={root}>
      {view.isFirstRun && place === 'home' && link}
      {view.isFirstRun && place === 'home' && (
        <FirstRun
          {...{ frame, hold: first, now, say }}
          problems={view.problems}
          choose={openSettings}
          asks={() => go('asks')}
        />
      )}
      {!view.isFirstRun && place === 'home' && (
        <Home
          {...{ view, say, isAway, open, toggle, openPart, togglePart, hold, now }}
          told={snapshot.switch}
          devices={() => go('devices')}
          prepare={() => go('prepare')}
          claw={() => openClaw('home')}
          ollama={() => go('ollama')}
          accept={() => go('lan.services')}
          settings={() => openSettings()}
          readySay={readyNav(snapshot.ready, snapshot.jobs, say)}
          readyMark={readyMark(isAway ? null : snapshot.ready)}
          ready={() => go('ready')}
          {...{ banner, lines, link }}
          pressBanner={pressBanner}
          drillSay={drillNav(snapshot.drill, viewing)}
          drill={() => drill.open('home')}
          diarySay={diaryNav(snapshot.outages, { lang, now })}
          diary={() => go('diary')}
          guide={() => go('guide')}
        />
      )}
      {place === 'asks' && <FirstAsks {...{ settings, say, back }} hold={first} />}
      {place === 'settings' && (
        <SettingsPage
          hold={{ settings, say }}
          snoozed={view.snoozed}
          back={back}
          go={goFromSettings}
          hasClaw={snapshot.switch?.isThere ?? false}
          isShared={snapshot.share?.stand === 'open'}
          models={snapshot.models}
          others={absentIn(snapshot)}
          opensAtLogin={frame.opensAtLogin}
          from={from}
        />
      )}
      {isSettingsPage(place) && (
        <SettingsPages
          {...{ place, snapshot, viewing, say, back, go, from }}
          file={frame.file}
          others={absentIn(snapshot)}
        />
      )}
      {place === 'doctor' && <DoctorPage doctor={frame.doctor ?? null} from={from} {...{ say, back }} />}
      {place === 'ready' && (
        <Ready
          ready={snapshot.ready}
          jobs={snapshot.jobs}
          opensAtLogin={frame.opensAtLogin}
          {...{ viewing, say, from, back }}
          prepare={() => go('prepare')}
          drill={() => drill.open('ready')}
          choose={(key) => openSettings(key)}
          why={openWhy}
        />
      )}
      {place === 'drill' && (
        <DrillPage
          drill={snapshot.drill}
          opensAtLogin={frame.opensAtLogin}
          from={from}
          isReading={drill.isReading}
          read={drill.read}
          {...{ viewing, say, back }}
        />
      )}
      {place === 'prepare' && <Prepare {...{ snapshot, viewing, say, from, back }} />}
      {place === 'claw' && (
        <ClawPage
          told={snapshot.switch}
          models={snapshot.models}
          others={absentIn(snapshot)}
          {...{ view, settings, say, from, back }}
          openOwn={() => go('openclaw.own')}
          openChain={() => go('chain')}
          openLeaks={() => go('leaks')}
          openForm={() => go('form')}
        />
      )}
      {place === 'ollama' && (
        <OllamaPage
          part={snapshot.parts.find(({ kind }) => kind === 'ollama')}
          row={view.rows.find(({ kind }) => kind === 'ollama')}
          {...{ isAway, say, back }}
        />
      )}
      {place === 'chain' && <ChainPage told={snapshot.switch} {...{ say, back }} />}
      {place === 'leaks' && <LeaksPage told={snapshot.switch} {...{ now, say, back }} />}
      {place === 'form' && (
        <FormPage
          container={snapshot.switch?.container ?? null}
          last={snapshot.drill?.last ?? null}
          {...{ lang, now, say, back }}
        />
      )}
      {place === 'share' && (
        <SharePage share={snapshot.share} shareable={snapshot.shareable} {...{ lang, now, say, back }} />
      )}
      {place === 'devices' && (
        <Devices
          peers={snapshot.peers}
          rows={view.rows.filter(({ kind }) => kind === 'tailscale' || kind === 'headscale')}
          {...{ now, say, from, back }}
        />
      )}
      {place === 'diary' && <Diary choose={setSpan} {...{ snapshot, span, lang, now, say, from, back }} />}
      {place === 'guide' && (
        <GuidePage left={guide.left} lead={guide.lead} {...{ snapshot, viewing, say, back }} />
      )}
      {isList(place) && (
        <TargetList
          listKey={place}
          strangers={strangersIn(snapshot, say, now)}
          from={from}
          {...{ settings, say, back }}
        />
      )}
    </main>
  );
}

/** What the pages are called that an arrow may lead back to from the settings. */
/** The type grows, and with it all that is measured in it; the window is as wide as that needs. */
function useTextSize(size: Settings['text.size']): void {
  useLayoutEffect(() => {
    document.documentElement.dataset.text = size;
  }, [size]);
}

function strangersIn({ parts }: Snapshot, say: Say, now: number): Stranger[] {
  return parts.flatMap(({ id, name, newPin, at }) =>
    newPin === null || at === null ? [] : { id, name, print: newPin, age: age(say, now - at) },
  );
}

/** Models known by name that this machine could run and does not have. */
const absentIn = ({ ready }: Snapshot): string[] =>
  (ready?.presets ?? []).flatMap(({ name, isHere, fits }) => (isHere || fits === 'no' ? [] : [name]));
