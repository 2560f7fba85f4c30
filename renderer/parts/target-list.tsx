import { useState } from 'preact/hooks';
import { parseBase, parseName, parseService, parseWebPlace } from '../../main/core/parts/targets.ts';
import type { Settings } from '../../main/core/settings.ts';
import { parseDnsTarget, parsePageTarget, parseTlsTarget } from '../../main/core/targets.ts';
import type { Say, WordKey } from '../../main/core/words.ts';
import { Page } from './page.tsx';
import { type ListKey, pageTitles } from './place.ts';
import { Sign } from './sign.tsx';
import { useWish } from './use-wish.ts';

interface ListWords {
  readonly learn: WordKey;
  readonly hint: WordKey;
  readonly isGood: (text: string) => boolean;
}

const listWords: Readonly<Record<ListKey, ListWords>> = {
  'probe.dns': {
    learn: 'set.learn.dns',
    hint: 'hint.dns-target',
    isGood: (text) => parseDnsTarget(text) !== null,
  },
  'probe.tls': {
    learn: 'set.learn.tls',
    hint: 'hint.tls-target',
    isGood: (text) => parseTlsTarget(text) !== null,
  },
  'probe.pages': {
    learn: 'set.learn.pages',
    hint: 'hint.page-target',
    isGood: (text) => parsePageTarget(text) !== null,
  },
  'ollama.places': {
    learn: 'set.ollama.say',
    hint: 'hint.address',
    isGood: (text) => parseBase(text) !== null,
  },
  'ollama.more': {
    learn: 'prep.listSay',
    hint: 'hint.name',
    isGood: (text) => parseName(text.trim()) !== null,
  },
  'openclaw.own': {
    learn: 'set.own.say',
    hint: 'hint.address',
    isGood: (text) => parseWebPlace(text) !== null,
  },
  'lan.services': {
    learn: 'set.lan.say',
    hint: 'hint.service',
    isGood: (text) => parseService(text) !== null,
  },
};

export const isListKey = (key: string): key is ListKey => Object.hasOwn(listWords, key);

interface ListProps {
  readonly listKey: ListKey;
  readonly settings: Settings;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
  /** The services that show another certificate than the one they are known by. */
  readonly strangers: readonly Stranger[];
}

export interface Stranger {
  readonly id: string;
  readonly name: string;
  /** The fingerprint of the certificate that it shows now, 64 hex digits. */
  readonly print: string;
  /** How old that reading is, in words. */
  readonly age: string;
}

/** Whom to ask: what they learn, the list, a field that says at once what is wrong. */
export function TargetList({ listKey, settings, say, from, back, strangers }: ListProps) {
  const { refusal, send } = useWish(say);
  const set = (value: readonly string[]) => void send({ type: 'setting.set', key: listKey, value });
  const accept = (id: string, print: string) => void send({ type: 'pin.accept', id, print });
  const words = listWords[listKey];
  const list = settings[listKey];
  return (
    <Page title={say(pageTitles[listKey])} from={from} back={back}>
      <p class="tail">{say(words.learn)}</p>
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      <ul class="card">
        {list.map((target) => (
          <li key={target} class="item set">
            <span class="mono">{target}</span>
            <button
              type="button"
              class="btn icon"
              aria-label={say('do.remove', { thing: target })}
              onClick={() => set(list.filter((other) => other !== target))}
            >
              <Sign name="cross" size={14} />
            </button>
          </li>
        ))}
        {listKey === 'lan.services' && <Strangers {...{ strangers, say, accept }} />}
        <AddTarget listKey={listKey} say={say} list={list} add={(text) => set([...list, text])} />
      </ul>
      <button type="button" class="btn" onClick={() => void send({ type: 'setting.unset', key: listKey })}>
        {say('do.reset')}
      </button>
    </Page>
  );
}

interface StrangersProps extends Pick<ListProps, 'strangers' | 'say'> {
  readonly accept: (id: string, print: string) => void;
}

/** Only here, where the list is the person's own: a row has no button for it. */
function Strangers({ strangers, say, accept }: StrangersProps) {
  return strangers.map(({ id, name, print, age }) => (
    <li key={id} class="item stack">
      <small>
        {say('set.lan.pin', { service: name, print: `${print.slice(0, 16)}…` })}
        <span class="age">{age}</span>
      </small>
      <button type="button" class="btn" onClick={() => accept(id, print)}>
        {say('do.trust')}
      </button>
    </li>
  ));
}

interface AddProps {
  readonly listKey: ListKey;
  readonly say: Say;
  readonly list: readonly string[];
  readonly add: (text: string) => void;
}

function AddTarget({ listKey, say, list, add }: AddProps) {
  const [text, setText] = useState('');
  const words = listWords[listKey];
  const isGood = words.isGood(text) && !list.includes(text.trim());
  const isWrong = text.trim() !== '' && !words.isGood(text);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isGood) return;
    add(text.trim());
    setText('');
  };
  return (
    <li class="item stack">
      <form class="acts" onSubmit={submit}>
        <input
          class="field"
          value={text}
          aria-label={say(pageTitles[listKey])}
          aria-invalid={isWrong}
          aria-describedby="hint"
          spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="btn" disabled={!isGood}>
          {say('do.add')}
        </button>
      </form>
      <small id="hint" aria-live="polite">
        {isWrong ? say(words.hint) : ''}
      </small>
    </li>
  );
}
