import { useState } from 'preact/hooks';
import { settingSay } from '../../main/core/setting-say.ts';
import {
  offeredShortcut,
  type ShortcutFault,
  shortcutPressed,
  shortcutSay,
} from '../../main/core/shortcut.ts';
import { Group, Refused } from './controls.tsx';
import { type Hold, useSet } from './setting-rows.tsx';

/** The keys that open the panel from anywhere: pressed to be recorded. */
export function ShortcutSettings({ hold }: { hold: Hold }) {
  const { settings, say } = hold;
  const { refusal, set } = useSet(hold, 'shortcut');
  const [isRecording, record] = useState(false);
  const [fault, find] = useState<ShortcutFault | null>(null);
  const begin = (isOn: boolean) => {
    record(isOn);
    find(null);
  };
  const take = (value: string) => {
    begin(false);
    void set(value);
  };
  const press = (event: KeyboardEvent) => {
    if (!isRecording || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const isAlone = !(event.ctrlKey || event.altKey || event.shiftKey || event.metaKey);
    if (isAlone && event.key === 'Escape') return begin(false);
    if (isAlone && (event.key === 'Backspace' || event.key === 'Delete')) return take('');
    const pressed = shortcutPressed(event);
    if (pressed?.ok) take(pressed.value);
    else if (pressed) find(pressed.why);
  };
  const shown = isRecording ? say('set.hotkey.press') : settingSay('shortcut', settings.shortcut, say);
  return (
    <>
      <p class="tail">{say('set.hotkey.say')}</p>
      <Group note={say(isRecording ? 'set.hotkey.helpNow' : 'set.hotkey.help')}>
        <li>
          <button
            type="button"
            class={`item set press record${isRecording ? ' now' : ''}`}
            data-at="shortcut"
            aria-pressed={isRecording}
            aria-describedby="shortcut-say"
            onClick={() => begin(!isRecording)}
            onKeyDown={press}
            onBlur={() => begin(false)}
          >
            <b>{say('set.hotkey')}</b>
            <span class="val">{shown}</span>
          </button>
          <small id="shortcut-say" class="fault" aria-live="polite">
            {fault && say(`set.hotkey.${fault}`)}
          </small>
          <Refused text={refusal} />
        </li>
      </Group>
      <div class="acts">
        {settings.shortcut === '' ? (
          <button type="button" class="btn" onClick={() => take(offeredShortcut)}>
            {say('set.hotkey.use', { keys: shortcutSay(offeredShortcut) })}
          </button>
        ) : (
          <button type="button" class="btn" onClick={() => take('')}>
            {say('set.hotkey.none')}
          </button>
        )}
      </div>
    </>
  );
}
