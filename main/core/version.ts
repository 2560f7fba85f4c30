/** `0.1.0 (abc1234)`: what a person names when they tell of a fault. `commit`: empty where nobody knows it. */
export const versionSay = (version: string, commit: string): string =>
  commit === '' ? version : `${version} (${commit})`;

/** Seven digits or more, `+` behind them where something was changed since. */
export const isCommit = (text: string): boolean => /^[0-9a-f]{7,40}\+?$/.test(text);
