import { createInterface } from 'node:readline/promises';

/** Asks the person; anything but a yes is a no, and so is a ^C, which `calledOff` hears of. */
export async function askOn(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  question: string,
  ending: { readonly signal: AbortSignal; readonly calledOff: () => void },
): Promise<boolean> {
  const asking = createInterface({ input, output });
  asking.on('SIGINT', ending.calledOff);
  // At an end of the input nothing answers the question itself.
  const ended = new Promise<null>((resolve) => void asking.once('close', () => resolve(null)));
  try {
    const typed = await Promise.race([asking.question(question, { signal: ending.signal }), ended]);
    if (typed === null) output.write('\n');
    return typed !== null && isYes(typed);
  } catch {
    return false;
  } finally {
    asking.close();
  }
}

export const isYes = (text: string): boolean => /^\s*(y|yes|예|네)\s*$/i.test(text);
