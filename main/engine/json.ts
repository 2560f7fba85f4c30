/** The value of a JSON text, or undefined when it is none: what it is gets looked at by a schema anyway. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
