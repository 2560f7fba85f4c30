interface LeadProps {
  readonly tone: 'good' | 'warn' | 'bad' | 'busy' | 'mute';
  /** Of the ring, 0 to 1. */
  readonly share: number;
  /** What the ring says to whom does not see it. */
  readonly label: string;
  readonly head: string;
  readonly sub: string;
}

/** A page's sum: a ring and one sentence. Only the headline is announced: figures go on all the time. */
export function Lead({ tone, share, label, head, sub }: LeadProps) {
  return (
    <section class={`lead is-${tone}`}>
      <svg class="mark" viewBox="0 0 36 36" role="img" aria-label={label}>
        <circle class="ring whole" cx="18" cy="18" r="15.5" />
        {share > 0 && (
          <circle
            class="ring"
            cx="18"
            cy="18"
            r="15.5"
            pathLength="100"
            stroke-dasharray={`${Math.max(1, Math.round(share * 100))} 100`}
            transform="rotate(-90 18 18)"
          />
        )}
      </svg>
      <div>
        <h2>
          <span role="status">{head}</span>
        </h2>
        {sub !== '' && <p>{sub}</p>}
      </div>
    </section>
  );
}
