import type { ComponentChildren } from 'preact';
import { Refused } from './controls.tsx';

interface ActRowProps {
  readonly label: string;
  readonly note?: string | undefined;
  /** A path, which is cut in its middle where it is too long, and whole for whoever rests on it. */
  readonly path?: string | undefined;
  readonly refusal?: string | null;
  /** A question: what is answered stands below it. */
  readonly isAsking?: boolean;
  /** Its buttons. */
  readonly children?: ComponentChildren;
}

/** A row that says what is so, and has what can be done about it at its end. */
export function ActRow({ label, note, path, refusal, isAsking = false, children }: ActRowProps) {
  return (
    <li class={isAsking ? 'item set sure' : 'item set'}>
      <span>
        <b>{label}</b>
        {path && (
          <small class="path" title={path}>
            {path}
          </small>
        )}
        {note && <small role={isAsking ? 'status' : undefined}>{note}</small>}
      </span>
      {children && <span class="acts">{children}</span>}
      <Refused text={refusal} />
    </li>
  );
}
