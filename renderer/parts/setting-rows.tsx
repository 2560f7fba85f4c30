import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { faultOf, type TypedSetting, typedText, typedValue } from '../../main/core/setting-fault.ts';
import { choicesOf, settingNames } from '../../main/core/setting-say.ts';
import type { FileSetting, SettingKey, Settings } from '../../main/core/settings.ts';
import { defaultSettings } from '../../main/core/standard-settings.ts';
import type { Say } from '../../main/core/words.ts';
import { SelectRow, SwitchRow } from './controls.tsx';
import { Sign } from './sign.tsx';
import { useField } from './use-field.ts';
import { useWish } from './use-wish.ts';

/** What every row of the settings is drawn from. */
export interface Hold {
  readonly settings: Settings;
  readonly say: Say;
}

type Keys<T> = { [K in SettingKey]: Settings[K] extends T ? K : never }[SettingKey];

/** Sends one setting; a refusal is a sentence until the next try. */
export function useSet({ say }: Hold, key: SettingKey) {
  const { refusal, send } = useWish(say);
  return { refusal, set: (value: unknown) => send({ type: 'setting.set', key, value }) };
}

interface RowProps<K extends SettingKey> {
  readonly hold: Hold;
  readonly at: K;
  readonly note?: string | undefined;
}

/** `isTurned`: on means that the setting is off. */
export function OnOffRow({
  hold,
  at,
  note,
  isTurned = false,
}: RowProps<Keys<boolean>> & { isTurned?: boolean }) {
  const { refusal, set } = useSet(hold, at);
  const isOn = hold.settings[at] !== isTurned;
  const label = hold.say(settingNames[at]);
  return <SwitchRow {...{ at, label, note, refusal, isOn }} set={() => void set(!hold.settings[at])} />;
}

interface ChoiceProps extends RowProps<SettingKey> {
  readonly value?: string;
  /** Where they are not the setting's own. */
  readonly choices?: readonly (readonly [value: string, name: string])[];
}

export function ChoiceRow({ hold, at, note, value, choices }: ChoiceProps) {
  const { refusal, set } = useSet(hold, at);
  return (
    <SelectRow
      {...{ at, note, refusal }}
      label={hold.say(settingNames[at])}
      value={value ?? String(hold.settings[at])}
      choices={choices ?? choicesOf(at, hold.say)}
      set={(wanted) => void set(wanted)}
    />
  );
}

interface DaysProps {
  readonly hold: Hold;
  readonly at: 'outage.days' | 'drill.days' | 'drill.remind';
  readonly usual: readonly number[];
}

/** A number of days: the usual ones, and the one that is set. */
export function DaysRow({ hold, at, usual }: DaysProps) {
  const { settings, say } = hold;
  const { refusal, set } = useSet(hold, at);
  const days = [...new Set([...usual, settings[at]])].sort((a, b) => a - b);
  return (
    <SelectRow
      {...{ at, refusal }}
      label={say(settingNames[at])}
      value={String(settings[at])}
      choices={days.map(
        (n) => [String(n), n === 0 ? say('set.drillNever') : say('set.days.n', { n })] as const,
      )}
      set={(value) => void set(Number(value))}
    />
  );
}

interface FieldProps extends RowProps<TypedSetting> {
  readonly label?: string;
  /** What an empty field means. */
  readonly placeholder: string;
  /** Why it cannot be changed here. */
  readonly locked?: string | undefined;
}

/** A row with a text field: what is wrong is said while it is typed, and only what is right is sent. */
export function FieldRow({ hold, at, label, note, placeholder, locked }: FieldProps) {
  const { settings, say } = hold;
  const { refusal, set } = useSet(hold, at);
  const id = useId();
  const { input, fault } = useField({
    value: typedText(settings[at]),
    faultOf: (text) => faultOf(at, text),
    send: (text) => set(typedValue(at, text)),
  });
  const wrong = fault ? say(fault) : refusal;
  const name = label ?? say(settingNames[at]);
  return (
    <li class="item set typed">
      <label for={id}>{name}</label>
      <input
        {...input}
        id={id}
        class="flat"
        aria-label={name}
        data-at={at}
        placeholder={placeholder}
        disabled={locked !== undefined}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-say`}
        spellcheck={false}
        autocomplete="off"
      />
      <Said id={`${id}-say`} wrong={wrong}>
        {locked ?? note}
      </Said>
    </li>
  );
}

/** What is wrong, or else what it means; heard when it changes. */
function Said({ id, wrong, children }: { id: string; wrong: string | null; children: ComponentChildren }) {
  return (
    <small id={id} class={wrong ? 'fault' : 'about'} aria-live="polite">
      {wrong ?? children}
    </small>
  );
}

interface FileProps {
  readonly hold: Hold;
  readonly at: FileSetting;
  readonly label?: string;
  readonly note?: string;
  /** What it means that none is chosen. */
  readonly none?: string;
}

/** A file or folder of the person's own: chosen in the system's window, which only the main process opens. */
export function FileRow({ hold: { settings, say }, at, label, note, none }: FileProps) {
  const value = settings[at];
  const name = label ?? say(settingNames[at]);
  return (
    <li class="item set">
      <span>
        <b>{name}</b>
        <small class="path" title={value}>
          {value === '' ? (none ?? say('set.none')) : value}
        </small>
        {note && <small>{note}</small>}
      </span>
      <span class="acts">
        <button
          type="button"
          class="btn"
          data-at={at}
          aria-label={`${say('ready.do.choose')} ${name}`}
          onClick={() => void window.offline.send({ type: 'file.choose', key: at })}
        >
          {say('ready.do.choose')}
        </button>
        {value !== defaultSettings[at] && (
          <button
            type="button"
            class="btn icon"
            aria-label={say('do.remove', { thing: name })}
            onClick={() => void window.offline.send({ type: 'file.none', key: at })}
          >
            <Sign name="cross" size={14} />
          </button>
        )}
      </span>
    </li>
  );
}
