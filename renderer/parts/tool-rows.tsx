import { useEffect, useState } from 'preact/hooks';
import type { ToldTool } from '../../main/core/tool.ts';
import type { Say } from '../../main/core/words.ts';
import { ActRow } from './act-row.tsx';
import { CopyButton } from './copy.tsx';
import { useWish } from './use-wish.ts';

interface ToolProps {
  /** Null until it was looked at. */
  readonly tool: ToldTool | null;
  readonly say: Say;
}

/** The command in a shell: what would be linked to what is said before anything is done. */
export function ToolRows({ tool, say }: ToolProps) {
  const { refusal, send } = useWish(say);
  const [isAsked, ask] = useState(false);
  useEffect(() => void send({ type: 'tool.look' }), []);
  const press = (wish: 'tool.install' | 'tool.remove', at: string) => {
    ask(false);
    void send({ type: wish, at });
  };
  const line = tool && 'line' in tool ? tool.line : null;
  const isOpen = tool?.is === 'none' || tool?.is === 'stale';
  return (
    <>
      <ActRow
        label={say('about.tool')}
        refusal={refusal}
        note={noteOf(tool, isAsked, say)}
        isAsking={isOpen && isAsked}
      >
        {isOpen && !isAsked && (
          <button type="button" class="btn" onClick={() => ask(true)}>
            {say(tool.is === 'stale' ? 'do.renew' : 'do.install')}
          </button>
        )}
        {isOpen && isAsked && (
          <>
            <button type="button" class="btn" onClick={() => press('tool.install', tool.at)}>
              {say('do.makeLink')}
            </button>
            <button type="button" class="btn plain" onClick={() => ask(false)}>
              {say('prep.leave')}
            </button>
          </>
        )}
        {(tool?.is === 'installed' || tool?.is === 'stale') && !isAsked && (
          <button
            type="button"
            class="btn"
            aria-label={`${say('do.takeAway')} ${say('about.tool')}`}
            onClick={() => press('tool.remove', tool.at)}
          >
            {say('do.takeAway')}
          </button>
        )}
      </ActRow>
      {line !== null && (isAsked || tool?.is === 'installed') && (
        <ActRow label={say('tool.line')} path={line}>
          <CopyButton say={say} wish={{ type: 'tool.copy' }} label={say('do.copyIt')} />
        </ActRow>
      )}
    </>
  );
}

function noteOf(tool: ToldTool | null, isAsked: boolean, say: Say): string | undefined {
  if (tool === null) return undefined;
  if (isAsked && (tool.is === 'none' || tool.is === 'stale'))
    return say('tool.sure', { at: tool.at, to: tool.to });
  switch (tool.is) {
    case 'none':
      return say('tool.none');
    case 'installed':
      return tool.at;
    case 'stale':
      return say('tool.stale', { at: tool.at, leads: tool.leads });
    case 'taken':
    case 'nowhere':
      return say(`tool.${tool.is}`, { at: tool.at });
    case 'built-here':
      return say('tool.built');
    case 'elsewhere':
      return say('tool.elsewhere');
  }
}
