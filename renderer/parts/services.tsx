import { useState } from 'preact/hooks';
import { mostOpen, type PartRow } from '../../main/core/rows.ts';
import { shortened } from '../../main/core/shortened.ts';
import type { Say, WordKey } from '../../main/core/words.ts';
import type { Wish } from '../../preload/contract.ts';
import { CopyButton } from './copy.tsx';
import { EvidenceLines, LookAgain } from './evidence.tsx';
import { moveInList } from './move-in-list.ts';
import type { Place } from './place.ts';
import { Chevron, RowSign } from './sign.tsx';
import { useWish } from './use-wish.ts';

interface ServicesProps {
  readonly rows: readonly PartRow[];
  readonly say: Say;
  readonly isAway: boolean;
  readonly open: string | null;
  readonly toggle: (id: string) => void;
  /** Leads to a page. */
  readonly go: (place: Place) => void;
}

/** The parts, a line each; the evidence of the open one stands below its line. */
export function Services({ rows, say, isAway, open, toggle, go }: ServicesProps) {
  const { refusal, send } = useWish(say);
  const [isUnfolded, unfold] = useState(false);
  const own = rows.filter(({ kind }) => kind === 'lan');
  const isFolded = !isUnfolded && own.length > mostOpen;
  const hidden = isFolded ? new Set(own.slice(mostOpen - 1).map(({ id }) => id)) : new Set<string>();
  return (
    <>
      {refusal && (
        <p class="note bad boxed" role="alert">
          {refusal}
        </p>
      )}
      <ul class="list" aria-label={say('svc.title')} onKeyDown={moveInList}>
        {rows
          .filter(({ id }) => !hidden.has(id))
          .map((row) => (
            <li key={row.id}>
              <ServiceRow
                row={row}
                say={say}
                isAway={isAway}
                isOpen={open === row.id}
                press={() => toggle(row.id)}
                act={() => (row.act?.do === 'prepare' ? go('prepare') : void send(wishOf(row)))}
              />
              {open === row.id && <ServiceEvidence row={row} say={say} go={go} />}
            </li>
          ))}
        {isFolded && (
          <li>
            <button type="button" class="row more" onClick={() => unfold(true)}>
              <i class="i16" />
              <span>{say('svc.more', { n: hidden.size })}</span>
              <span class="end">
                <Chevron to="down" />
              </span>
            </button>
          </li>
        )}
      </ul>
    </>
  );
}

interface RowProps {
  readonly row: PartRow;
  readonly say: Say;
  readonly isAway: boolean;
  readonly isOpen: boolean;
  readonly press: () => void;
  readonly act: () => void;
}

function wishOf({ id, act }: PartRow): Wish {
  const isAct = act?.do === 'start' || act?.do === 'restart' || act?.do === 'close';
  return isAct ? { type: 'part.act', id, act: act.do, model: '' } : { type: 'look.again' };
}

function ServiceRow({ row, say, isAway, isOpen, press, act: doIt }: RowProps) {
  const keys = (event: KeyboardEvent) => {
    if ((event.key === 'ArrowRight' && !isOpen) || (event.key === 'ArrowLeft' && isOpen)) press();
  };
  const { act } = row;
  return (
    <div class={`line is-${row.mark}${isOpen ? ' open' : ''}`}>
      <button
        type="button"
        class="row part"
        aria-expanded={isOpen}
        aria-label={spoken(row, say)}
        title={hint(row, say)}
        onClick={press}
        onKeyDown={keys}
      >
        <RowSign mark={row.mark} />
        {/* The spaces are not seen; they keep what is seen apart for whoever compares it with what is heard. */}
        <b>{shortened(row.name)}</b>{' '}
        <span class="fact">{shortened(row.doing ?? row.was?.fact ?? row.fact)}</span>{' '}
        <span class="age">{row.was?.age ?? row.age}</span>
      </button>
      {act && (
        <button
          type="button"
          class="btn"
          disabled={isAway}
          onClick={() => (act.do === 'why' ? press() : doIt())}
        >
          {act.label}
        </button>
      )}
    </div>
  );
}

/** What it means without internet, after what is seen without its middle. */
function hint({ name, fact, was, offline }: PartRow, say: Say): string {
  const whole = `${name}: ${was?.fact ?? fact}`;
  const rule = `${say('off.title')}: ${offline}`;
  return shortened(whole) === whole ? rule : `${whole}. ${rule}`;
}

/** "OpenClaw, runs but does not answer, now, without internet: stops": what is seen, and in that order. */
function spoken({ name, fact, was, doing, offline, age }: PartRow, say: Say): string {
  return [
    name,
    doing ?? was?.fact ?? fact,
    was?.age ?? age,
    was ? fact : '',
    `${say('off.title')}: ${offline}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function ServiceEvidence({ row, say, go }: Pick<ServicesProps, 'say' | 'go'> & { row: PartRow }) {
  return (
    <section class="why" aria-label={row.name}>
      <p>
        <b>
          {say('off.title')}: {row.offline}.
        </b>{' '}
        {row.rule}
      </p>
      {row.trouble && <p class="hint no">{row.trouble}</p>}
      <EvidenceLines lines={row.lines} />
      <div class="acts">
        <LookAgain say={say} />
        <More {...{ row, say, go }} />
      </div>
    </section>
  );
}

/** At most one more button: to the page that has more to say, else the evidence as text. */
function More({ row, say, go }: Pick<ServicesProps, 'say' | 'go'> & { row: PartRow }) {
  const page = pageOf(row);
  if (page === null) return <CopyButton say={say} wish={{ type: 'report.copy' }} label={say('do.copy')} />;
  return (
    <button type="button" class="btn" data-to={page.place} onClick={() => go(page.place)}>
      {say(page.word)}
    </button>
  );
}

function pageOf({ kind, hasNewPin }: PartRow): { word: WordKey; place: Place } | null {
  if (kind === 'tailscale') return { word: 'do.devices', place: 'devices' };
  if (kind === 'ollama') return { word: 'do.models', place: 'ollama' };
  if (kind === 'openclaw') return { word: 'do.claw', place: 'claw' };
  return kind === 'lan' && hasNewPin ? { word: 'do.accept', place: 'lan.services' } : null;
}
