import { useEffect, useRef, useState } from 'preact/hooks';
import { hintSay, sentence } from '../../main/core/sentence.ts';
import { settingNames, settingSay } from '../../main/core/setting-say.ts';
import type { Settings } from '../../main/core/settings.ts';
import { type Change, changesOf, standardValues } from '../../main/core/settings-change.ts';
import type { LeftOut, Refused as NotTaken } from '../../main/core/settings-file.ts';
import { warningOf } from '../../main/core/settings-warn.ts';
import type { Say } from '../../main/core/words.ts';
import type { ToldFile } from '../../preload/contract.ts';
import { Group, Refused } from './controls.tsx';
import type { Hold } from './setting-rows.tsx';
import { useWish } from './use-wish.ts';

interface FileSettingsProps {
  readonly hold: Hold;
  readonly file: ToldFile | null;
}

/** Settings to a file, from one, or back to the standard: what would change is shown before anything does. */
export function FileSettings({ hold, file }: FileSettingsProps) {
  const { settings, say } = hold;
  const { refusal, send } = useWish(say);
  const [isResetting, reset] = useState(false);
  const wish = (what: 'export' | 'import' | 'use' | 'leave') => {
    reset(false);
    void send({ type: `settings.${what}` });
  };
  const wantReset = () => {
    if (file) void send({ type: 'settings.leave' });
    reset(true);
  };
  // What was said of a file is not said again to somebody who comes back later.
  useEffect(() => () => void window.offline.send({ type: 'settings.leave' }), []);
  const standard = async () => {
    if (await send({ type: 'settings.reset' })) reset(false);
  };
  return (
    <>
      <Group>
        <ActRow name="export" say={say} press={() => wish('export')} />
        <ActRow name="import" say={say} press={() => wish('import')} />
        <ActRow name="reset" say={say} press={wantReset} />
      </Group>
      <Refused text={refusal} />
      {isResetting ? (
        <Changes
          {...{ say, refused: [], changes: changesOf(standardValues, settings) }}
          use={() => void standard()}
          leave={() => reset(false)}
        />
      ) : (
        file && <Told {...{ file, settings, say }} use={() => wish('use')} leave={() => wish('leave')} />
      )}
    </>
  );
}

interface ActProps {
  readonly name: 'export' | 'import' | 'reset';
  readonly say: Say;
  readonly press: () => void;
}

function ActRow({ name, say, press }: ActProps) {
  return (
    <li class="item stack">
      <button type="button" class="btn" aria-describedby={`file-${name}`} onClick={press}>
        {say(`set.file.${name}`)}
      </button>
      <small id={`file-${name}`}>{say(`set.file.${name}Say`)}</small>
    </li>
  );
}

interface Answering {
  readonly say: Say;
  readonly use: () => void;
  readonly leave: () => void;
}

function Told({
  file,
  say,
  use,
  leave,
}: Answering & { readonly file: ToldFile; readonly settings: Settings }) {
  if (file.is === 'refused')
    return (
      <p class="note bad" role="alert">
        {sentence(file.problem, say)}
      </p>
    );
  if (file.is === 'read')
    return (
      <Changes {...{ say, use, leave, changes: file.changes, refused: file.refused, path: file.path }} />
    );
  return (
    <div class="note calm" role="status">
      {file.is === 'taken' ? (
        <p>{say('set.file.taken')}</p>
      ) : (
        <>
          <p class="path">{say('set.file.saved', { path: file.path })}</p>
          {file.left.length > 0 && <p>{say('set.file.left', { names: namesOf(file.left, say) })}</p>}
        </>
      )}
    </div>
  );
}

const namesOf = (left: readonly LeftOut[], say: Say): string =>
  left.map(({ key }) => say(settingNames[key])).join(', ');

interface ChangesProps extends Answering {
  readonly changes: readonly Change[];
  readonly refused: readonly NotTaken[];
  readonly path?: string;
}

/** Old and new, line by line; nothing has been changed yet. The heading is read first. */
function Changes({ changes, refused, path, say, use, leave }: ChangesProps) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [path]);
  return (
    <section class="group">
      <h2 ref={head} tabIndex={-1}>
        {say(changes.length === 0 ? 'set.file.same' : 'set.file.changes')}
      </h2>
      {path && <p class="tail path">{say('set.file.from', { path })}</p>}
      {changes.length > 0 && (
        <dl class="card changes">
          {changes.map((change) => (
            <ChangeRow key={change.key} {...{ change, say }} />
          ))}
        </dl>
      )}
      {refused.length > 0 && <NotTakenList {...{ refused, say }} />}
      <div class="acts answers">
        {changes.length > 0 && (
          <button type="button" class="btn main" onClick={use}>
            {say('set.file.take')}
          </button>
        )}
        <button type="button" class="btn" onClick={leave}>
          {say(changes.length > 0 ? 'do.cancel' : 'do.done')}
        </button>
      </div>
    </section>
  );
}

function ChangeRow({ change, say }: { change: Change; say: Say }) {
  const { key, from, to } = change;
  const warning = warningOf(change);
  return (
    <div class="item stack">
      <dt>{say(settingNames[key])}</dt>
      <dd>
        <span class="was">{settingSay(key, from, say)}</span>
        {' → '}
        <span>{settingSay(key, to, say)}</span>
      </dd>
      {warning && (
        <dd>
          <small class="bad">{say(warning.key, warning.values)}</small>
        </dd>
      )}
    </div>
  );
}

function NotTakenList({ refused, say }: { refused: readonly NotTaken[]; say: Say }) {
  return (
    <>
      <h3>{say('set.file.refused')}</h3>
      <ul class="card">
        {refused.map(({ key, why, hint }) => (
          <li key={key} class="item stack">
            <span class="mono">{key}</span>
            <small>{why === 'value' ? hintSay(hint ?? '', say) : say(`set.file.why.${why}`)}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
