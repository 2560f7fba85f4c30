import { egressSay, formCommand, formRows, formSay } from '../../main/core/claw/say-form.ts';
import type { ToldSwitch } from '../../main/core/claw/told.ts';
import type { Report } from '../../main/core/drill/report.ts';
import type { Lang, Say } from '../../main/core/words.ts';
import { Group } from './controls.tsx';
import { CopyButton } from './copy.tsx';
import { Lead } from './lead.tsx';
import { Page } from './page.tsx';

interface FormProps {
  readonly container: ToldSwitch['container'];
  /** The last drill, which may have asked from inside. */
  readonly last: Report | null;
  readonly lang: Lang;
  readonly now: number;
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
}

/** How OpenClaw's container is kept apart, and what a person types for another form. */
export function FormPage({ container, last, lang, now, say, from, back }: FormProps) {
  const { head, sub, isApart } = formSay(container, say);
  const drill = egressSay(last, lang, now);
  const isForeign = container !== null && container.form === null;
  return (
    <Page title={say('form.page')} from={from} back={back}>
      <Lead
        tone={isApart ? 'good' : 'warn'}
        share={1}
        label={say(isApart ? 'form.ring.apart' : 'form.ring.open')}
        head={head}
        sub={sub}
      />
      {container && !container.isRunning && <p class="note">{say('form.stopped')}</p>}
      {drill && <p class="tail">{drill}</p>}
      <Group title={say('form.how')} note={say(isForeign ? 'form.howForeign' : 'form.howSay')}>
        {formRows(container, say).map(({ form, name, say: what, isNow, command }) => (
          <li key={form} class="item form">
            <b>{name}</b>
            {isNow && <span class="val">{say('form.now')}</span>}
            <small>{what}</small>
            {!isNow && <Typed text={command} which={form} say={say} />}
          </li>
        ))}
      </Group>
      {container && (
        <Group title={say('form.seeTitle')} note={say('form.seeSay')}>
          <li class="item form">
            <Typed text={formCommand(container, 'isolation')} which="isolation" say={say} />
          </li>
        </Group>
      )}
    </Page>
  );
}

/** A command, and the button that copies it. */
function Typed({ text, which, say }: { text: string; which: 'A' | 'B' | 'D' | 'isolation'; say: Say }) {
  return (
    <span class="typed">
      <code class="mono">{text}</code>
      <CopyButton say={say} wish={{ type: 'form.copy', which }} label={say('do.copyIt')} />
    </span>
  );
}
