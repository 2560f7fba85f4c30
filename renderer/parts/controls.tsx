import type { ComponentChildren } from 'preact';
import { Chevron } from './sign.tsx';

/** A row with a label and a switch. It shows what is, and moves when that has changed. */
export function SwitchRow({
  label,
  note,
  isOn,
  isDisabled = false,
  set,
}: {
  label: string;
  note?: string;
  isOn: boolean;
  isDisabled?: boolean;
  set: (isOn: boolean) => void;
}) {
  return (
    <li class="item set">
      <Named label={label} note={note} />
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={isOn}
        aria-label={label}
        disabled={isDisabled}
        onClick={() => set(!isOn)}
      />
    </li>
  );
}

/** What a row is called, and what it means. */
function Named({ label, note }: { label: string; note: string | undefined }) {
  return (
    <span>
      <b>{label}</b>
      {note && <small>{note}</small>}
    </span>
  );
}

interface SelectProps {
  /** The setting, by which the row is found when somebody is led to it. */
  readonly at?: string;
  readonly label: string;
  readonly note?: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, name: string])[];
  readonly set: (value: string) => void;
}

export function SelectRow({ at, label, note, value, choices, set }: SelectProps) {
  return (
    <li class="item set">
      <Named label={label} note={note} />
      <select
        class="field"
        data-at={at}
        aria-label={label}
        value={value}
        onChange={(event) => {
          const wanted = event.currentTarget.value;
          // What is shown is what is; the snapshot moves it.
          event.currentTarget.value = value;
          set(wanted);
        }}
      >
        {choices.map(([choice, name]) => (
          <option key={choice} value={choice}>
            {name}
          </option>
        ))}
      </select>
    </li>
  );
}

export function Group({
  title,
  note,
  children,
}: {
  title: string;
  note?: string;
  children: ComponentChildren;
}) {
  return (
    <section class="group">
      <h2>{title}</h2>
      <ul class="card">{children}</ul>
      {note && <p class="tail">{note}</p>}
    </section>
  );
}

interface TextProps {
  /** See SelectRow. */
  readonly at?: string;
  readonly label: string;
  readonly note?: string;
  readonly value: string;
  /** What an empty field means. */
  readonly placeholder: string;
  readonly set: (value: string) => void;
}

/** A row with a text field; what was typed counts when the field is left or Return is pressed. */
export function TextRow({ at, label, note, value, placeholder, set }: TextProps) {
  return (
    <li class="item set">
      <Named label={label} note={note} />
      <input
        class="field"
        data-at={at}
        aria-label={label}
        defaultValue={value}
        key={value}
        placeholder={placeholder}
        spellcheck={false}
        onChange={(event) => set(event.currentTarget.value.trim())}
      />
    </li>
  );
}

/** A row that leads to a page of its own. */
export function PageRow({ label, value, press }: { label: string; value: string; press: () => void }) {
  return (
    <li>
      <button type="button" class="item set press" onClick={press}>
        <b>{label}</b>
        <span class="val">
          {value}
          <Chevron to="right" />
        </span>
      </button>
    </li>
  );
}
