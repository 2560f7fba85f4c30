import { useEffect } from 'preact/hooks';
import type { Say } from '../../main/core/words.ts';
import type { ShownDoctor } from '../../preload/contract.ts';
import { CopyButton } from './copy.tsx';
import { Page } from './page.tsx';
import { RowSign } from './sign.tsx';
import { useWish } from './use-wish.ts';

interface DoctorProps {
  /** Null until it was looked. */
  readonly doctor: ShownDoctor | null;
  readonly from: string;
  readonly say: Say;
  readonly back: () => void;
}

/** What looks wrong, and all of the report: what is shown is what is copied and saved. */
export function DoctorPage({ doctor, from, say, back }: DoctorProps) {
  const { refusal, send } = useWish(say);
  useEffect(() => {
    void send({ type: 'doctor.look' });
    return () => void window.offline.send({ type: 'doctor.close' });
  }, []);
  const foot = doctor && (
    <>
      <button type="button" class="btn main big" onClick={() => void send({ type: 'doctor.save' })}>
        {say('doctor.save')}
      </button>
      <CopyButton isBig say={say} wish={{ type: 'doctor.copy' }} label={say('doctor.copy')} />
      <span class="grow" />
      <button type="button" class="btn big" onClick={() => void send({ type: 'doctor.look' })}>
        {say('do.again')}
      </button>
    </>
  );
  return (
    <Page title={say('doctor.title')} {...{ from, back, foot }}>
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      {doctor ? <Report doctor={doctor} say={say} /> : <p class="tail">{say('doctor.looking')}</p>}
    </Page>
  );
}

function Report({ doctor: { findings, bad, text, saved }, say }: { doctor: ShownDoctor; say: Say }) {
  return (
    <>
      <section class="group">
        <h2>{say('doctor.wrong')}</h2>
        <ul class="card">
          {(findings.length > 0 ? findings : [say('doctor.well')]).map((line, n) => (
            <li key={line} class="item finding">
              <RowSign mark={findings.length === 0 ? 'good' : n < bad ? 'bad' : 'part'} />
              <span>{line}</span>
            </li>
          ))}
        </ul>
      </section>
      <section class="group">
        <h2>{say('doctor.whole')}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
        <section class="card report" tabIndex={0} aria-label={say('doctor.whole')}>
          <pre>{text}</pre>
        </section>
        <p class={`tail ${saved?.isDone === false ? 'bad' : ''}`} role="status">
          {saved ? saved.text : say('doctor.only')}
        </p>
      </section>
    </>
  );
}
