import { useEffect } from 'preact/hooks';
import type { JobWish } from '../../main/core/jobs/job.ts';
import { mayDownload } from '../../main/core/jobs/reach.ts';
import { percent } from '../../main/core/jobs/say.ts';
import { isOfNet, type Preparing, prepareOf } from '../../main/core/ready/prepare.ts';
import type { Snapshot } from '../../main/core/snapshot.ts';
import type { Viewing } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import type { Wish } from '../../preload/contract.ts';
import { Fold } from './diff-list.tsx';
import { JobRow, OfferRow } from './job-row.tsx';
import { Lead } from './lead.tsx';
import { Page } from './page.tsx';
import { Shelf } from './shelf.tsx';
import { Warning } from './sign.tsx';
import { SureRow } from './sure-row.tsx';
import { useWish } from './use-wish.ts';

interface PrepareProps {
  readonly snapshot: Snapshot;
  readonly viewing: Viewing;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
}

/** What is being fetched, built and saved while there is internet, and what could be. */
export function Prepare({ snapshot, viewing, say, from, back }: PrepareProps) {
  const { refusal, send, sendEach } = useWish(say);
  const { ready, jobs, settings } = snapshot;
  const isOnline = mayDownload(snapshot);
  const hasNet = isOnline && !viewing.isAway;
  // What the missing ones weigh is asked for once, while somebody wants to know and somebody can tell.
  useEffect(() => {
    if (isOnline) void window.offline.send({ type: 'sizes.ask' });
  }, [isOnline]);
  const press = (wish: Wish) => void send(wish);
  const begin = (wishes: readonly JobWish[]) =>
    void sendEach(wishes.map((wish) => ({ type: 'jobs.start', wishes: [wish] })));
  const all = ready && prepareOf({ ready, jobs, mayDownload: isOnline }, viewing);
  const foot = all && <Foot {...{ all, say, press, begin }} isAway={viewing.isAway} />;
  return (
    <Page title={say('prep.title')} from={from} back={back} foot={foot}>
      {all ? (
        <Lead {...all} label={all.isBusy ? percent(all.share) : all.head} />
      ) : (
        <Lead tone="mute" share={0} label="" head={say('ready.checking')} sub="" />
      )}
      <p class="heard" role="status">
        {all &&
          [...all.models, ...all.others]
            .map(({ name, mark }) => `${name}: ${say(`prep.is.${mark}`)}`)
            .join('. ')}
      </p>
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      {!isOnline && <p class="note calm">{say(isChosen(snapshot) ? 'prep.offlineMode' : 'prep.offline')}</p>}
      {all && <Models {...{ all, say, press, hasNet }} />}
      {all && <Digests {...{ all, say, begin }} isAway={viewing.isAway} />}
      {all && <Others {...{ all, say, press, hasNet }} />}
      {all && <TooBig {...{ all, say, press, hasNet }} />}
      {all && hasNet && <Updates {...{ all, say, press }} />}
      {ready && <Shelf more={settings['ollama.more']} {...{ ready, say, press }} />}
    </Page>
  );
}

interface ListProps {
  readonly all: Preparing;
  readonly say: Say;
  readonly press: (wish: Wish) => void;
  readonly hasNet: boolean;
}

function Models({ all: { models, missing, isGuarded }, say, press, hasNet }: ListProps) {
  return (
    <>
      {models.length + missing.length > 0 && (
        <section class="group">
          <h2>{say('ready.g.models')}</h2>
          <ul class="card">
            {models.map((line) => (
              <JobRow key={line.id} {...{ line, say, press }} isHeld={!hasNet && isOfNet(line)} />
            ))}
            {missing.map((offer) => (
              <OfferRow key={offer.id} {...{ offer, press }} isHeld={!hasNet} />
            ))}
          </ul>
        </section>
      )}
      {isGuarded && (
        <div class="note ask">
          <Warning />
          <p>{say('prep.guard')}</p>
        </div>
      )}
    </>
  );
}

/** Reads all of every model that is here; minutes for each. */
function Digests({ all: { checks, isChecking }, say, begin, isAway }: Omit<FootProps, 'press'>) {
  if (checks.length === 0) return null;
  return (
    <p class="tail">
      <button type="button" class="btn" disabled={isAway || isChecking} onClick={() => begin(checks)}>
        {say('prep.digests')}
      </button>
    </p>
  );
}

/** Models that this machine cannot run are named and not offered; one that it can run is. */
function TooBig({ all: { tooBig, smaller }, say, press, hasNet }: ListProps) {
  return (
    <>
      {tooBig.length > 0 && (
        <ul class="card">
          {tooBig.map((one) => (
            <SureRow
              key={one.id}
              {...{ say, press }}
              offer={{ ...one, note: one.say }}
              sure={one.sure}
              yes={say('prep.forceSure')}
              isHeld={!hasNet}
            />
          ))}
        </ul>
      )}
      {smaller && (
        <ul class="card">
          <OfferRow offer={smaller} press={press} isHeld={!hasNet} />
        </ul>
      )}
    </>
  );
}

/** What is here and could be newer: nobody is asked before somebody wants to know. */
function Updates({ all: { updates }, say, press }: Omit<ListProps, 'hasNet'>) {
  if (updates.length === 0) return null;
  return (
    <Fold label={say('prep.updates')}>
      <ul class="card">
        {updates.map((offer) => (
          <SureRow
            key={offer.id}
            {...{ offer, say, press }}
            sure={say('prep.updateSay')}
            yes={say('prep.updateSure')}
            isHeld={false}
          />
        ))}
      </ul>
    </Fold>
  );
}

/** The person has chosen it, and the line is not to blame. */
const isChosen = ({ mode, internet }: Snapshot): boolean =>
  mode === 'offline' && (internet.state === 'online' || internet.state === 'degraded');

function Others({ all: { others, gaps }, say, press, hasNet }: ListProps) {
  if (others.length + gaps.length === 0) return null;
  return (
    <section class="group">
      <h2>{say('ready.g.claw')}</h2>
      <ul class="card">
        {others.map((line) => (
          <JobRow key={line.id} {...{ line, say, press }} isHeld={!hasNet && isOfNet(line)} />
        ))}
        {gaps.map((offer) => (
          <OfferRow key={offer.id} {...{ offer, press }} isHeld={!hasNet && isOfNet(offer.wish)} />
        ))}
      </ul>
    </section>
  );
}

interface FootProps {
  readonly all: Preparing;
  readonly say: Say;
  readonly press: (wish: Wish) => void;
  /** Begins each of them by itself. */
  readonly begin: (wishes: readonly JobWish[]) => void;
  readonly isAway: boolean;
}

/** While anything is under way it can be stopped; else all of it can be begun. */
function Foot({ all: { isBusy, wishes }, say, press, begin, isAway }: FootProps) {
  return (
    <>
      <span class="grow" />
      {isBusy ? (
        <button type="button" class="btn big" disabled={isAway} onClick={() => press({ type: 'jobs.stop' })}>
          {say('prep.stopAll')}
        </button>
      ) : (
        <button
          type="button"
          class="btn main big"
          disabled={isAway || wishes.length === 0}
          onClick={() => begin(wishes)}
        >
          {say('prep.startAll')}
        </button>
      )}
    </>
  );
}
