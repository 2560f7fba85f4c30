import type { ComponentChildren } from 'preact';
import { shortened } from '../../main/core/shortened.ts';
import { Long } from './long.tsx';
import { Chevron, UpDown } from './sign.tsx';

interface Labelled {
  /** The setting, by which the row is found when somebody is led to it. */
  readonly at?: string;
  readonly label: string;
  readonly note?: string | undefined;
  /** Why the last wish was refused. */
  readonly refusal?: string | null;
}

interface SwitchProps extends Labelled {
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  readonly set: (isOn: boolean) => void;
}

/** A row with a label and a switch. It shows what is, and moves when that has changed. */
export function SwitchRow({ at, label, note, refusal, isOn, isDisabled = false, set }: SwitchProps) {
  return (
    <li class="item set">
      <Named label={label} note={note} />
      <button
        type="button"
        class="switch"
        role="switch"
        data-at={at}
        aria-checked={isOn}
        aria-label={label}
        disabled={isDisabled}
        onClick={() => set(!isOn)}
      />
      <Refused text={refusal} />
    </li>
  );
}

/** What a row is called, and what it means. */
function Named({ label, note }: { label: string; note?: string | undefined }) {
  return (
    <span>
      <b>{label}</b>
      {note && <small>{note}</small>}
    </span>
  );
}

/** Beside what was wished, and heard at once. */
export function Refused({ text }: { text: string | null | undefined }) {
  if (!text) return null;
  return (
    <small class="fault" role="alert">
      {text}
    </small>
  );
}

interface SelectProps extends Labelled {
  readonly value: string;
  readonly choices: readonly (readonly [value: string, name: string])[];
  readonly set: (value: string) => void;
}

/** A row whose end is one of several: the system's own menu opens over all of it, and what is chosen may take two lines. */
export function SelectRow({ at, label, note, refusal, value, choices, set }: SelectProps) {
  const name = choices.find(([choice]) => choice === value)?.[1] ?? value;
  return (
    <li class="item set choice">
      <Named label={label} note={note} />
      <span class="val" aria-hidden="true">
        <span>{shortened(name)}</span>
        <UpDown />
      </span>
      <select
        data-at={at}
        aria-label={label}
        title={name}
        value={value}
        onChange={(event) => {
          const wanted = event.currentTarget.value;
          // What is shown is what is; the snapshot moves it.
          event.currentTarget.value = value;
          set(wanted);
        }}
      >
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
      <Refused text={refusal} />
    </li>
  );
}

interface GroupProps {
  /** Absent where the page's own title says it. */
  readonly title?: string;
  readonly note?: string;
  readonly children: ComponentChildren;
}

export function Group({ title, note, children }: GroupProps) {
  return (
    <section class="group">
      {title && <h2>{title}</h2>}
      <ul class="card">{children}</ul>
      {note && <p class="tail">{note}</p>}
    </section>
  );
}

interface PageRowProps {
  readonly label: string;
  readonly value: string;
  /** The page, by which the row is found when somebody comes back from it. */
  readonly to?: string;
  readonly press: () => void;
}

/** A row that leads to a page of its own. */
export function PageRow({ label, value, to, press }: PageRowProps) {
  return (
    <li>
      <button type="button" class="item set press" data-to={to} onClick={press}>
        <b>{label}</b>
        <span class="val">
          <span>
            <Long text={value} />
          </span>
          <Chevron to="right" />
        </span>
      </button>
    </li>
  );
}
