import { shortened } from '../../main/core/shortened.ts';

/** A name that may be long: its middle is left out where it is seen, and nowhere else. */
export function Long({ text }: { text: string }) {
  const short = shortened(text);
  if (short === text) return <>{text}</>;
  return (
    <span title={text}>
      <span aria-hidden="true">{short}</span>
      <span class="heard">{text}</span>
    </span>
  );
}
