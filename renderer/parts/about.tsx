import type { ToldTool } from '../../main/core/tool.ts';
import type { Say } from '../../main/core/words.ts';
import { ActRow } from './act-row.tsx';
import { Group } from './controls.tsx';
import { ToolRows } from './tool-rows.tsx';
import { useWish } from './use-wish.ts';

interface AboutProps {
  readonly tool: ToldTool | null;
  readonly say: Say;
}

/** This app itself: its command, and what it wrote down. */
export function AboutSettings({ tool, say }: AboutProps) {
  return (
    <Group>
      <ToolRows {...{ tool, say }} />
      <LogRow say={say} />
    </Group>
  );
}

function LogRow({ say }: { readonly say: Say }) {
  const { refusal, send } = useWish(say);
  return (
    <ActRow label={say('about.log')} note={say('about.logSay')} refusal={refusal}>
      <button
        type="button"
        class="btn"
        aria-label={`${say('do.show')} ${say('about.log')}`}
        onClick={() => void send({ type: 'log.show' })}
      >
        {say('do.show')}
      </button>
    </ActRow>
  );
}
