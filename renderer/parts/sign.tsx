import type { Line } from '../../main/core/evidence.ts';
import type { RowMark } from '../../main/core/rows.ts';
import type { Glyph } from '../../main/core/scene.ts';

const strokes: Readonly<Record<string, string>> = {
  again: 'M13.2 8.2A5.2 5.2 0 1 1 11.6 4.4L13 5.8M13.2 2.6v3.3H9.9',
  check: 'M3.4 8.6 6.4 11.6 12.6 4.6',
  cross: 'm4.2 4.2 7.6 7.6m0-7.6-7.6 7.6',
  guide:
    'M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5ZM8 5.4a2.6 2.6 0 1 1 0 5.2a2.6 2.6 0 1 1 0-5.2ZM3.6 3.6l2.5 2.5m3.8 3.8 2.5 2.5m0-8.8-2.5 2.5M6.1 9.9l-2.5 2.5',
  bars: 'M2.5 12.5v-6M6.2 12.5v-9M9.9 12.5V10M13.6 12.5v-8',
  bang: 'M8 3v6.2M8 12.6v.2',
  shield: 'M8 1.6 13.2 3.4v4c0 3.4-2.2 5.8-5.2 7-3-1.2-5.2-3.6-5.2-7v-4ZM5.7 7.9 7.4 9.6 10.4 6',
  lan: 'M5.6 2.75a1 1 0 0 1 1-1h2.8a1 1 0 0 1 1 1v1.9a1 1 0 0 1-1 1H6.6a1 1 0 0 1-1-1ZM1.5 11.35a1 1 0 0 1 1-1h2.8a1 1 0 0 1 1 1v1.9a1 1 0 0 1-1 1H2.5a1 1 0 0 1-1-1ZM9.7 11.35a1 1 0 0 1 1-1h2.8a1 1 0 0 1 1 1v1.9a1 1 0 0 1-1 1h-2.8a1 1 0 0 1-1-1ZM8 5.65V8M3.9 10.35V8.9c0-.5.4-.9.9-.9h6.4c.5 0 .9.4.9.9v1.45',
  globe:
    'M8 1.75a6.25 6.25 0 1 1 0 12.5a6.25 6.25 0 1 1 0-12.5ZM8 1.75c3.6 3.4 3.6 9.1 0 12.5M8 1.75c-3.6 3.4-3.6 9.1 0 12.5M2.1 6h11.8M2.1 10h11.8',
};

/** A line sign of 16 units; it says nothing by itself, the words beside it do. */
export function Sign({ name, size = 16 }: { name: keyof typeof strokes; size?: 12 | 14 | 16 | 18 }) {
  return (
    <svg class={`i${size}`} viewBox="0 0 16 16" aria-hidden="true">
      <path class={`stroke ${weights[name] ?? ''}`} d={strokes[name]} />
    </svg>
  );
}

/** A tick is heavier than a drawing: it is what a glance looks for. */
const weights: Readonly<Record<string, string>> = {
  ...{ check: 'bold', cross: 'bold', bang: 'bold', bars: 'firm' },
  ...{ globe: 'fine', lan: 'fine', guide: 'fine', shield: 'fine' },
};

/** Something is really under way. */
export function Turning({ size = 14 }: { size?: 14 | 16 }) {
  return (
    <svg class={`i${size} spin s-busy`} viewBox="0 0 16 16" aria-hidden="true">
      <circle class="stroke firm" cx="8" cy="8" r="6.3" opacity="0.25" />
      <path class="stroke firm" d="M8 1.7A6.3 6.3 0 0 1 14.3 8" />
    </svg>
  );
}

/** Nothing comes through. */
export function SignOff({ name }: { name: 'globe' | 'lan' }) {
  const cut = `cut-${name}`;
  return (
    <svg class="i18" viewBox="0 0 16 16" aria-hidden="true">
      <mask id={cut}>
        <rect width="16" height="16" fill="#fff" />
        <path d="M2.2 1.3 14.7 13.8" stroke="#000" stroke-width="3.6" />
      </mask>
      <path class="stroke fine" mask={`url(#${cut})`} d={strokes[name]} />
      <path class="stroke fine" d="M2.2 2.2 13.8 13.8" />
    </svg>
  );
}

export function Chevron({ to }: { to: 'down' | 'left' | 'right' }) {
  const path = { down: 'M2.5 4.5 6 8l3.5-3.5', left: 'M7.5 2.5 4 6l3.5 3.5', right: 'M4.5 2.5 8 6 4.5 9.5' }[
    to
  ];
  return (
    <svg class="i12 chev" viewBox="0 0 12 12" aria-hidden="true">
      <path class="stroke" d={path} />
    </svg>
  );
}

/** One of several is chosen here. */
export function UpDown() {
  return (
    <svg class="i12" viewBox="0 0 12 12" aria-hidden="true">
      <path class="stroke" d="M3.25 4.75 6 2 8.75 4.75M3.25 7.25 6 10 8.75 7.25" />
    </svg>
  );
}

export function Gear() {
  return (
    <svg class="i16" viewBox="0 0 16 16" aria-hidden="true">
      <circle class="stroke fine" cx="8" cy="8" r="4.55" />
      <circle class="stroke teeth" cx="8" cy="8" r="5.9" />
      <circle class="stroke fine" cx="8" cy="8" r="1.7" />
    </svg>
  );
}

const star =
  'M9 4.1C9.55 7.1 10.9 8.45 13.9 9 10.9 9.55 9.55 10.9 9 13.9 8.45 10.9 7.1 9.55 4.1 9 7.1 8.45 8.45 7.1 9 4.1Z';
const glyphs: Readonly<Record<Exclude<Glyph, 'switching' | 'unknown'>, string>> = {
  online: `M9 1a8 8 0 1 1 0 16a8 8 0 1 1 0-16ZM9 2.5a6.5 6.5 0 1 1 0 13.0a6.5 6.5 0 1 1 0-13.0Z${star}`,
  offline:
    'M9 1a8 8 0 1 1 0 16a8 8 0 1 1 0-16ZM9 3.9C9.75 6.95 11.05 8.25 14.1 9 11.05 9.75 9.75 11.05 9 14.1 8.25 11.05 6.95 9.75 3.9 9 6.95 8.25 8.25 6.95 9 3.9Z',
  drill:
    'M9 .9c.85 0 1.35 1.2 1.35 2.6v3.1l6.15 3.75c.2.13.33.35.33.6v1.05c0 .33-.32.56-.63.46l-5.85-1.85v3.05l1.75 1.3c.16.12.25.3.25.5v.75c0 .3-.29.5-.57.42L9 15.95l-2.78.68a.44.44 0 0 1-.57-.42v-.75c0-.2.1-.38.25-.5l1.75-1.3v-3.05L1.8 12.46a.48.48 0 0 1-.63-.46v-1.05c0-.25.13-.47.33-.6L7.65 6.6V3.5C7.65 2.1 8.15.9 9 .9Z',
  trouble:
    'M7.55 2.05a1.67 1.67 0 0 1 2.9 0l6.3 11.05c.65 1.13-.16 2.55-1.45 2.55H2.7c-1.3 0-2.1-1.42-1.45-2.55ZM9 5.4c.55 0 .98.45.95 1l-.2 4.05a.75.75 0 0 1-1.5 0L8.05 6.4A.95.95 0 0 1 9 5.4ZM9 12.05a.98.98 0 1 1 0 1.96.98.98 0 0 1 0-1.96Z',
};

/** The same glyphs as in the menu bar, large, beside the verdict. */
export function Mark({ glyph }: { glyph: Glyph }) {
  return (
    <svg class="mark" viewBox="0 0 18 18" aria-hidden="true">
      {glyph === 'switching' && (
        <>
          <path class="stroke spin" d="M9 1.75A7.25 7.25 0 0 1 16.25 9M9 16.25A7.25 7.25 0 0 1 1.75 9" />
          <path fill="currentColor" d={star} />
        </>
      )}
      {glyph === 'unknown' && (
        <>
          <circle class="stroke dots" cx="9" cy="9" r="7.3" />
          <circle fill="currentColor" cx="9" cy="9" r="1.7" />
        </>
      )}
      {glyph !== 'switching' && glyph !== 'unknown' && (
        <path fill="currentColor" fill-rule="evenodd" d={glyphs[glyph]} />
      )}
    </svg>
  );
}

/** The mark of a part: shape carries the state, colour repeats it. */
export function RowSign({ mark }: { mark: RowMark }) {
  if (mark === 'good')
    return (
      <span class="s-good">
        <Sign name="check" />
      </span>
    );
  if (mark === 'bad')
    return (
      <svg class="i16 s-bad" viewBox="0 0 18 18" aria-hidden="true">
        <path fill="currentColor" fill-rule="evenodd" d={glyphs.trouble} />
      </svg>
    );
  if (mark === 'wait') return <Turning size={16} />;
  return (
    <svg class={`i16 ${mark === 'part' ? 's-warn' : 's-rest'}`} viewBox="0 0 16 16" aria-hidden="true">
      <circle class={`stroke${mark === 'ask' ? ' dashed' : ''}`} cx="8" cy="8" r="6.3" />
      <path {...(mark === 'part' ? { fill: 'currentColor' } : { class: 'stroke' })} d={rounds[mark]} />
    </svg>
  );
}

/** Something has to be known before it is too late. */
export function Warning() {
  return (
    <svg class="i16 s-warn" viewBox="0 0 18 18" aria-hidden="true">
      <path fill="currentColor" fill-rule="evenodd" d={glyphs.trouble} />
    </svg>
  );
}

/** A drill: in the row that leads to it, and beside what it promises. */
export function Plane() {
  return (
    <svg class="i16 plane" viewBox="0 0 18 18" aria-hidden="true">
      <path fill="currentColor" d={glyphs.drill} />
    </svg>
  );
}

/** How something has ended, as large as the verdict's glyph. */
export function EndMark({ tone }: { tone: 'good' | 'bad' | 'warn' | 'mute' }) {
  return (
    <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path class="stroke on" d={ends[tone]} />
    </svg>
  );
}

const ends = {
  good: 'M4.9 8.3 7.1 10.5 11.1 5.7',
  bad: 'm5.6 5.6 4.8 4.8m0-4.8-4.8 4.8',
  warn: 'M6.2 6.4a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2M8 11.2v.2',
  mute: 'M5.4 8h5.2',
} as const;

/** It has not begun, or rests. */
export function Waits() {
  return (
    <svg class="i16 s-rest" viewBox="0 0 16 16" aria-hidden="true">
      <circle class="stroke" cx="8" cy="8" r="6.3" opacity="0.45" />
    </svg>
  );
}

const rounds: Readonly<Record<'part' | 'rest' | 'ask', string>> = {
  part: 'M8 3.4a4.6 4.6 0 0 0 0 9.2Z',
  rest: 'M5.4 8h5.2',
  ask: 'M6.2 6.4a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2M8 11.2v.2',
};

/** The mark of a step: one that goes on turns. */
export function StepSign({ mark }: { mark: Line['mark'] | 'wait' }) {
  return mark === 'wait' ? <Turning size={16} /> : <Tick mark={mark} />;
}

/** The mark of a line of evidence. */
export function Tick({ mark }: { mark: Line['mark'] }) {
  if (mark === 'none') return <i class="i14" />;
  const [name, tone] = { good: ['check', 's-good'], bad: ['cross', 's-bad'], warn: ['bang', 's-warn'] }[mark];
  return (
    <span class={tone}>
      <Sign name={name ?? 'bang'} size={14} />
    </span>
  );
}
