import { languages } from '../words.ts';
import { vocabulary } from './vocabulary.ts';

/**
 * The second net: what looks like a secret, or like somebody's own address, is taken out at the very end. Nothing of that kind
 * can get as far as here; if something does, that is a fault of ours, and is told as one. Each pattern has a bound or a place where
 * it must begin, so that no text takes a time that grows with the square of its length.
 */
const patterns: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['key', /\b(?:sk|pk|rk)-[A-Za-z0-9_-]{6,}/g],
  [
    'key',
    /\b(?:ghp|gho|ghu|ghs|ghr|hf|glpat|npm|pypi|tskey|xox[abprs]|github_pat|dop_v1|shpat)[_-][A-Za-z0-9_-]{6,}/g,
  ],
  ['key', /\b(?:AKIA|ASIA)[0-9A-Z]{12,}|\bAIza[\w-]{20,}|\bya29\.[\w-]{10,}/g],
  ['token', /\beyJ[\w-]{4,}(?:\.[\w-]*){0,2}/g],
  ['bearer', /\b(?:Bearer|Basic|Token)\s+[A-Za-z0-9+/._~-]{6,}=*/gi],
  ['login', /[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/@]+@/gi],
  [
    'assignment',
    /\b(?:pass(?:word|wd|phrase)?|secret|token|api[_-]?key|authorization|cookie)\b["']?\s*[:=]\s*\S+/gi,
  ],
  ['block', /-----BEGIN[^-]*-----/g],
  ['hex', /\b[0-9a-f]{32,}\b/gi],
  [
    'base64',
    /(?<![A-Za-z0-9+/_-])(?=[A-Za-z0-9+/_-]*\d)(?=[A-Za-z0-9+/_-]*[A-Za-z])[A-Za-z0-9+/_-]{32,}={0,2}/g,
  ],
  ['home', /(?:\/Users|\/home)\/[^\s/"'`|)]+/g],
  ['mail', /[\w.+-]{1,64}@[\w-]+\.[\w.-]+/g],
  [
    'address',
    /\b(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d{1,3}){2,3}\b/g,
  ],
  ['address', /\b(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):[0-9a-f:]{2,}/gi],
  ['host', /[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}\.(?:ts\.net|local|lan|internal)\b/gi],
  ['mac', /\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/gi],
];

/** A key of our own words or the beginning of one, or a piece of what is the same everywhere: it only looks like somebody's own. */
const isHarmless = (hit: string): boolean =>
  hit === 'host.containers.internal' ||
  Object.keys(languages.en).some((key) => key === hit || key.startsWith(`${hit}.`)) ||
  [...vocabulary].some((word) => word.includes(hit));

/** The text without that, and which kinds were found in it. */
export function belted(text: string): { readonly text: string; readonly found: readonly string[] } {
  const found: string[] = [];
  let rest = text;
  for (const [kind, pattern] of patterns) {
    rest = rest.replace(pattern, (hit) => {
      if (isHarmless(hit)) return hit;
      found.push(kind);
      return '[removed]';
    });
  }
  return { text: rest, found };
}
