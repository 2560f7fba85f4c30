import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { awaySay, type BannerAct, bannerOf, linesBeside } from '../../main/core/banners.ts';
import { diaryNav, type Span } from '../../main/core/diary/view.ts';
import { drillNav, runningIn } from '../../main/core/drill/shown.ts';
import type { Settings } from '../../main/core/settings.ts';
import { view as seen, type Viewing } from '../../main/core/view.ts';
import { speaker } from '../../main/core/words.ts';
import { useFit } from '../fit.ts';
import { useKeys } from '../keys.ts';
import { type Truth, useTruth } from '../truth.ts';
import type { Axis } from './axes.tsx';
import { bannerWishes } from './banner.tsx';
import { Guard } from './broken.tsx';
import { Home } from './home.tsx';
import { LinkCard, LinkRefusal, useRefusal } from './link-card.tsx';
import { modeOrder } from './mode-switch.tsx';
import { copyWish, placeOf } from './place.ts';
import { readyMark, readyNav } from './ready-nav.ts';
import { useDrill } from './use-drill.ts';
import { useFirst } from './use-first.ts';
import { useGuide } from './use-guide.ts';
import { useLead } from './use-lead.ts';
import { useMode } from './use-mode.ts';
import { usePages } from './use-pages.ts';
import { useTrail } from './use-trail.ts';

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
  const trail = useTrail();
  const { go, back } = trail;
  const Pages = usePages();
  // What is not loaded yet cannot be shown: Home stays until it is.
  const place = Pages ? trail.place : 'home';
  const isFirst = view.isFirstRun && place === 'home';
  const [open, setOpen] = useState<Axis | null>(null);
  const [openPart, setOpenPart] = useState<string | null>(null);
  const [span, setSpan] = useState<Span>('day');
  const hold = useMode(view, say);
  const drill = useDrill(frame, say, () => go('drill'));
  const first = useFirst(snapshot, say, () => go('home'));
  const [refusal, refuse] = useRefusal();
  const root = useRef<HTMLElement>(null);
  const toggle = (axis: Axis) => setOpen(open === axis ? null : axis);
  const togglePart = (id: string) => setOpenPart(openPart === id ? null : id);
  const choose = (key: string) => go(placeOf(key), key);
  const why = (part: string) => {
    // Podman has a row of its own only where it is the cause.
    setOpenPart(view.rows.some(({ id }) => id === part) ? part : 'openclaw');
    go('home');
  };
  useLead(place, trail.wanted);
  // After it: what the guide leads to on Home has the focus, and not the guide's own row.
  const guide = useGuide(place, { go, choose, why, drill: () => drill.open() });

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
    if (frame.page !== null) drill.lead(frame.page.name, go);
  }, [frame.page?.n]);
  useTextSize(snapshot.settings['text.size']);
  useFit(root);
  useKeys({
    mode: (index) => !isAway && hold.choose(modeOrder[index] ?? 'auto'),
    again: () => void window.offline.send({ type: 'look.again' }),
    settings: () => go('settings'),
    diary: () => go('diary'),
    drill: () => drill.open(),
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

  const { refused } = view;
  const banner = bannerOf({ ...frame, paid: drill.paid, refused }, say);
  const lines = [...(isAway ? [awaySay(snapshot, frame.isOwner, say)] : []), ...linesBeside(snapshot, say)];
  const pressBanner = (act: BannerAct) => {
    if (act === 'seen-paid') drill.seenPaid();
    else if (act === 'settings') go('settings');
    else if (act === 'choose-key') choose('shortcut');
    else if (act === 'update') {
      // Whether macOS takes it is read there.
      void window.offline.send({ type: 'update.restart' });
      go('set.update');
    } else if (act === 'doctor') {
      void window.offline.send({ type: 'bug.seen' });
      go('doctor');
    } else void window.offline.send(bannerWishes[act]);
  };
  const link = frame.link ? (
    <LinkCard key={frame.link.n} link={frame.link} {...{ say, refuse }} />
  ) : refusal ? (
    <LinkRefusal refusal={refusal} />
  ) : null;
  return (
    <main class="panel" aria-label={say('app.name')} aria-busy={isFirst && !Pages} ref={root}>
      {isFirst && link}
      {!isFirst && place === 'home' && (
        <Home
          {...{ view, say, isAway, open, toggle, openPart, togglePart, hold, now, go }}
          told={snapshot.switch}
          readySay={readyNav(snapshot.ready, snapshot.jobs, say)}
          readyMark={readyMark(isAway ? null : snapshot.ready)}
          {...{ banner, lines, link }}
          pressBanner={pressBanner}
          drillSay={drillNav(snapshot.drill, viewing)}
          drill={() => drill.open()}
          diarySay={diaryNav(snapshot.outages, { lang, now })}
        />
      )}
      {Pages && (
        <Pages
          {...{ place, isFirst, frame, view, viewing, say, go, back, choose, why, drill, first, guide }}
          {...{ span, setSpan }}
          from={trail.before}
        />
      )}
    </main>
  );
}

/** The type grows, and with it all that is measured in it; the window is as wide as that needs. */
function useTextSize(size: Settings['text.size']): void {
  useLayoutEffect(() => {
    document.documentElement.dataset.text = size;
  }, [size]);
}
