/** A name may have so many letters in the panel before it loses its middle. */
const most = 24;
/** What is kept of a longer one: what it begins with, up to a slash where there is one, and the end, which tells two apart. */
const kept = { start: 10, end: 12 };

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A text in which every name (what has no space in it) of more than 24 letters has lost its middle: "hf.co/…-GGUF:Q4_K_M". */
export const shortened = (text: string): string => text.replace(/\S{25,}/gu, nameShortened);

function nameShortened(name: string): string {
  // Of a name that is a whole page long only the ends are looked at.
  const head = name.length > 4_000 ? name.slice(0, 200) + name.slice(-200) : name;
  const all = [...letters.segment(head)].map(({ segment }) => segment);
  if (all.length <= most) return name;
  const start = all.slice(0, kept.start).join('');
  const slash = start.lastIndexOf('/');
  return `${slash > 0 ? start.slice(0, slash + 1) : start}…${all.slice(-kept.end).join('')}`;
}
