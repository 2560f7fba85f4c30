/** The oldest Node that this program runs on, as package.json says it. */
export const nodeNeeded = '22.18';

/** `version`: a Node's own, as `22.18.0`. */
export function isTooOld(version: string): boolean {
  const [[major = 0, minor = 0], [least = 0, also = 0]] = [version, nodeNeeded].map(numbers) as [
    number[],
    number[],
  ];
  return major < least || (major === least && minor < also);
}

const numbers = (text: string): number[] => text.split('.').map(Number);
