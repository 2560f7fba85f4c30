import { useState } from 'preact/hooks';
import type { ToldJob } from '../../main/core/jobs/told.ts';
import type { AppPlace, LoginState } from '../../main/core/login.ts';
import { readyGroups, readySay, scoreSay } from '../../main/core/ready/say.ts';
import type { ToldFix, ToldReady } from '../../main/core/ready/told.ts';
import type { Viewing } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { Fold } from './diff-list.tsx';
import { Lead } from './lead.tsx';
import { Page } from './page.tsx';
import { ReadyLine } from './ready-line.tsx';
import { Warning } from './sign.tsx';
import { useLogin } from './use-login.ts';
import { useWish } from './use-wish.ts';

interface ReadyProps {
  /** Null: an engine that does not say. */
  readonly ready: ToldReady | null;
  readonly jobs: readonly ToldJob[];
  readonly viewing: Viewing;
  readonly say: Say;
  /** Null where that cannot be said. */
  readonly login: LoginState | null;
  readonly appPlace: AppPlace | null;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
  readonly prepare: () => void;
  readonly drill: () => void;
  /** Leads to where that setting is chosen. */
  readonly choose: (key: string) => void;
  /** Opens that part's evidence. */
  readonly why: (part: string) => void;
}

const tones = { yes: 'good', nearly: 'warn', no: 'bad', checking: 'mute' } as const;

/** What would hold if the internet went now: each line a proof with its age, or a gap with the one thing that closes it. */
export function Ready(props: ReadyProps) {
  const { ready, jobs, viewing, say, appPlace, from, back, prepare, drill, choose, why } = props;
  const { refusal, send } = useWish(say);
  const login = useLogin(props.login, appPlace);
  const [isAsked, ask] = useState(false);
  const { isAway } = viewing;
  const isOpen = ready?.state === 'nearly' || ready?.state === 'no';
  const against = ready && isOpen ? readySay(ready, viewing) : '';
  const mend = async (fix: ToldFix) => {
    if (fix.do === 'choose') return choose(fix.key);
    if (fix.do === 'drill') return drill();
    if (fix.do === 'why') return why(fix.part);
    if (fix.do === 'login') {
      ask(true);
      return login.turn(true);
    }
    if (fix.do === 'again') return void send({ type: 'look.again' });
    if (fix.do === 'act') return void send({ type: 'part.act', id: fix.part, act: 'start', model: '' });
    if (fix.do === 'job' && (await send({ type: 'jobs.start', wishes: [fix.wish] }))) prepare();
  };
  const foot = (
    <>
      <button
        type="button"
        class="btn big"
        disabled={isAway}
        onClick={() => void send({ type: 'look.again' })}
      >
        {say('ready.all')}
      </button>
      <span class="grow" />
      <button type="button" class="btn main big" onClick={prepare}>
        {say('ready.go')}
      </button>
    </>
  );
  return (
    <Page title={say('nav.ready')} from={from} back={back} foot={foot}>
      <Sum ready={ready} say={say} />
      <p class={against === '' ? 'heard' : 'tail'} role="status">
        {against}
      </p>
      {isAsked && login.why && (
        <div class="note ask" role="alert">
          <Warning />
          <p>{say(login.why)}</p>
          <button
            type="button"
            class="btn"
            onClick={() => void send({ type: login.isElsewhere ? 'app.move' : 'login.allow' })}
          >
            {say(login.isElsewhere ? 'do.move' : 'do.macos')}
          </button>
        </div>
      )}
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      {ready && <Groups {...{ ready, jobs, viewing, say, isAway, mend }} />}
    </Page>
  );
}

function Sum({ ready, say }: Pick<ReadyProps, 'ready' | 'say'>) {
  if (!ready) return <Lead tone="mute" share={0} label="" head={say('ready.checking')} sub="" />;
  const { state, proved, of } = ready;
  return (
    <Lead
      tone={tones[state]}
      share={of === 0 ? 0 : proved / of}
      label={say('ready.ring', { k: proved, n: of })}
      head={say(`ready.${state}`)}
      sub={scoreSay(ready, say)}
    />
  );
}

interface GroupsProps {
  readonly ready: ToldReady;
  readonly jobs: readonly ToldJob[];
  readonly viewing: Viewing;
  readonly say: Say;
  readonly isAway: boolean;
  readonly mend: (fix: ToldFix) => Promise<void>;
}

/** What is not needed here is not in the way: one line at the end that opens. */
function Groups({ ready, jobs, viewing, say, isAway, mend }: GroupsProps) {
  const groups = readyGroups(ready, viewing);
  const idle = groups.flatMap(({ rows }) => rows.filter(({ state }) => state === 'not-wanted'));
  const shown = groups
    .map((one) => ({ ...one, rows: one.rows.filter(({ state }) => state !== 'not-wanted') }))
    .filter(({ rows }) => rows.length > 0);
  return (
    <>
      {shown.map(({ group, title, age, rows }) => (
        <section key={group} class="group">
          <h2 class="aged">
            {title}
            <span>{age}</span>
          </h2>
          <ul class="card">
            {rows.map((row) => (
              <ReadyLine key={row.id} {...{ row, jobs, say, isAway, mend }} />
            ))}
          </ul>
        </section>
      ))}
      {idle.length > 0 && (
        <Fold label={say('ready.unneeded', { n: idle.length })}>
          <ul class="card">
            {idle.map((row) => (
              <ReadyLine key={row.id} {...{ row, jobs, say, isAway, mend }} />
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}
