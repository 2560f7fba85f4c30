import { type HookLine, hookLines } from '../../main/core/hooks/say.ts';
import type { ToldHooks } from '../../main/core/hooks/told.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, SelectRow } from './controls.tsx';
import { type Hold, OnOffRow, useSet } from './setting-rows.tsx';
import { useWish } from './use-wish.ts';

interface HookSettingsProps {
  readonly hold: Hold;
  readonly told: ToldHooks | null;
  readonly now: number;
}

/** The person's own commands: what they are, how they ended, and whether they run. A page cannot say what they are. */
export function HookSettings({ hold, told, now }: HookSettingsProps) {
  const { settings, say } = hold;
  const lines = hookLines(settings, told, now, say);
  const { refusal, send } = useWish(say);
  return (
    <>
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      <Group title={say('hooks.title')} note={say('hooks.say')}>
        {lines.map((line) => (
          <CommandRow
            key={line.stance}
            line={line}
            isBusy={told?.now != null}
            say={say}
            press={() => void send({ type: 'hook.try', stance: line.stance })}
          />
        ))}
        <OnOffRow {...{ hold, at: 'hooks.on' }} />
        <OnOffRow {...{ hold, at: 'hooks.drill' }} />
        <LimitRow hold={hold} />
      </Group>
    </>
  );
}

/** Seconds that a command may take. */
const limits = [5, 10, 30, 60] as const;

function LimitRow({ hold }: { hold: Hold }) {
  const { settings, say } = hold;
  const { refusal, set } = useSet(hold, 'hooks.limit');
  const choices = [...new Set([...limits, settings['hooks.limit']])].sort((a, b) => a - b);
  return (
    <SelectRow
      {...{ at: 'hooks.limit', refusal, label: say('hooks.limit') }}
      value={String(settings['hooks.limit'])}
      choices={choices.map((n) => [String(n), say('age.s', { n })] as const)}
      set={(value) => void set(Number(value))}
    />
  );
}

interface RowProps {
  readonly line: HookLine;
  readonly isBusy: boolean;
  readonly say: Say;
  readonly press: () => void;
}

function CommandRow({ line, isBusy, say, press }: RowProps) {
  const { name, command, argv, state, said, isBad, stance } = line;
  return (
    <li class="item set hook" data-at={`hooks.${stance}`} tabIndex={-1}>
      <span>
        <b>{name}</b>
        <small class="command">{command}</small>
        {state && (
          <small class={isBad ? 'bad' : ''} role="status">
            {state}
          </small>
        )}
        {said && <small class="command">{said}</small>}
      </span>
      {argv.length > 0 && (
        <button
          type="button"
          class="btn"
          aria-label={say('hooks.tryOne', { name })}
          disabled={isBusy}
          onClick={press}
        >
          {isBusy ? say('hooks.running') : say('hooks.try')}
        </button>
      )}
    </li>
  );
}
