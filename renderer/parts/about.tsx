import type { Say } from '../../main/core/words.ts';
import type { Frame } from '../../preload/contract.ts';
import { ActRow } from './act-row.tsx';
import { Group } from './controls.tsx';
import { ToolRows } from './tool-rows.tsx';
import { useWish } from './use-wish.ts';

interface AboutProps {
  readonly frame: Frame;
  readonly say: Say;
}

/** This app itself: which one it is, where its files are, its command, and what it wrote down. */
export function AboutSettings({ frame: { about, tool, isOwner, snapshot }, say }: AboutProps) {
  return (
    <>
      <Group>
        <Fact label={say('about.version')} value={about.version} />
        {!isOwner && <Fact label={say('about.engine')} value={snapshot.engine.version} />}
      </Group>
      <Group>
        <ToolRows {...{ tool, say }} />
      </Group>
      <Group>
        <ShowRow label={say('about.files')} path={about.folder} wish="files.show" say={say} />
        <ShowRow label={say('about.log')} note={say('about.logSay')} wish="log.show" say={say} />
      </Group>
      <p class="tail">{say('about.license')}</p>
    </>
  );
}

const Fact = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <li class="item set">
    <b>{label}</b>
    <span class="val">{value}</span>
  </li>
);

interface ShowProps {
  readonly label: string;
  readonly path?: string;
  readonly note?: string;
  readonly wish: 'files.show' | 'log.show';
  readonly say: Say;
}

function ShowRow({ label, path, note, wish, say }: ShowProps) {
  const { refusal, send } = useWish(say);
  return (
    <ActRow {...{ label, path, note, refusal }}>
      <button
        type="button"
        class="btn"
        aria-label={`${say('do.show')} ${label}`}
        onClick={() => void send({ type: wish })}
      >
        {say('do.show')}
      </button>
    </ActRow>
  );
}
