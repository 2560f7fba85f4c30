import { useState } from 'preact/hooks';
import { mostOpen, type PartRow } from '../../main/core/rows.ts';
import type { Say } from '../../main/core/words.ts';
import { CopyButton } from './copy.tsx';
import { EvidenceLines, LookAgain } from './evidence.tsx';
import { Chevron, RowSign } from './sign.tsx';

interface ServicesProps {
  readonly rows: readonly PartRow[];
  readonly say: Say;
  readonly isAway: boolean;
  readonly open: string | null;
  readonly toggle: (id: string) => void;
  /** Opens the page of tailnet devices. */
  readonly devices: () => void;
}

/** The parts, a line each; the evidence of the open one stands below its line. */
export function Services({ rows, say, isAway, open, toggle, devices }: ServicesProps) {
  const [isUnfolded, unfold] = useState(false);
  const own = rows.filter(({ kind }) => kind === 'lan');
  const isFolded = !isUnfolded && own.length > mostOpen;
  const hidden = isFolded ? new Set(own.slice(mostOpen - 1).map(({ id }) => id)) : new Set<string>();
  return (
    <ul class="list" aria-label={say('svc.title')}>
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
            />
            {open === row.id && <ServiceEvidence row={row} say={say} devices={devices} />}
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
  );
}

interface RowProps {
  readonly row: PartRow;
  readonly say: Say;
  readonly isAway: boolean;
  readonly isOpen: boolean;
  readonly press: () => void;
}

function ServiceRow({ row, say, isAway, isOpen, press }: RowProps) {
  const keys = (event: KeyboardEvent) => {
    if ((event.key === 'ArrowRight' && !isOpen) || (event.key === 'ArrowLeft' && isOpen)) press();
  };
  const { act } = row;
  const wish =
    act?.do === 'start' || act?.do === 'restart' || act?.do === 'close'
      ? { type: 'part.act' as const, id: row.id, act: act.do, model: '' }
      : { type: 'look.again' as const };
  return (
    <div class={`line is-${row.mark}${isOpen ? ' open' : ''}`}>
      <button
        type="button"
        class="row part"
        aria-expanded={isOpen}
        aria-label={spoken(row, say)}
        title={`${say('off.title')}: ${row.offline}`}
        onClick={press}
        onKeyDown={keys}
      >
        <RowSign mark={row.mark} />
        {/* The spaces are not seen; they keep what is seen apart for whoever compares it with what is heard. */}
        <b>{row.name}</b> <span class="fact">{row.doing ?? row.fact}</span> <span class="age">{row.age}</span>
      </button>
      {act && (
        <button
          type="button"
          class="btn"
          disabled={isAway}
          onClick={() => (act.do === 'why' ? press() : void window.offline.send(wish))}
        >
          {act.label}
        </button>
      )}
    </div>
  );
}

/** "OpenClaw, runs but does not answer, now, without internet: stops": what is seen, and in that order. */
function spoken({ name, fact, doing, offline, age }: PartRow, say: Say): string {
  return [name, doing ?? fact, age, `${say('off.title')}: ${offline}`].filter(Boolean).join(', ');
}

function ServiceEvidence({ row, say, devices }: { row: PartRow; say: Say; devices: () => void }) {
  return (
    <section class="why" aria-label={row.name}>
      <p>
        <b>
          {say('off.title')}: {row.offline}.
        </b>{' '}
        {row.rule}
      </p>
      <EvidenceLines lines={row.lines} />
      <div class="acts">
        <LookAgain say={say} />
        {row.kind === 'tailscale' ? (
          <button type="button" class="btn" onClick={devices}>
            {say('do.devices')}
          </button>
        ) : (
          <CopyButton say={say} wish={{ type: 'report.copy' }} label={say('do.copy')} />
        )}
      </div>
    </section>
  );
}
