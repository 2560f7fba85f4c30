/** More texts than the settings can hold. */
const mostKnown = 100;

/** For what is made of a text and never changes: the same few texts come at every beat, so it is made once. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (known.has(text)) return known.get(text) ?? read(text);
    const value = read(text);
    if (known.size >= mostKnown) known.clear();
    known.set(text, value);
    return value;
  };
}
