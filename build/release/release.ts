/** What a version needs before it may be released, and what is said of it. Pure: texts in, texts out. */

/** Whether the app for the Mac carries Apple's word, by which macOS opens it without a warning, also offline. */
export type Seal = 'notarized' | 'signed' | 'unsigned';

export const isSeal = (word: string | undefined): word is Seal =>
  word === 'notarized' || word === 'signed' || word === 'unsigned';

/** The lines below the version's heading in the changelog; null: it has none. */
export function sectionOf(changelog: string, version: string): { heading: string; body: string } | null {
  const parts = changelog.split(/^## /m).slice(1);
  const part = parts.find((text) => /^[^\s,]+/.exec(text)?.[0] === version);
  if (part === undefined) return null;
  const [heading = '', ...lines] = part.split('\n');
  return { heading: heading.trim(), body: lines.join('\n').trim() };
}

export interface Candidate {
  /** `v1.2.3`; null where nothing is tagged yet. */
  readonly tag: string | null;
  /** Of package.json, and of the lockfile. */
  readonly version: string;
  readonly locked: string;
  readonly changelog: string;
}

/** Sentences of what stands against a release; empty: nothing. */
export function faultsOf({ tag, version, locked, changelog }: Candidate): string[] {
  const section = sectionOf(changelog, version);
  return [
    ...(/^\d+\.\d+\.\d+(-[0-9a-z.]+)?$/.test(version)
      ? []
      : [`${version} is no version: it has to be like 1.2.3.`]),
    ...(locked === version
      ? []
      : [`package-lock.json says ${locked}, package.json ${version}. Run npm install.`]),
    ...(tag === null || tag === `v${version}`
      ? []
      : [`The tag is ${tag} and package.json says ${version}. The tag has to be v${version}.`]),
    ...headingFaults(section?.heading ?? null, version, tag !== null),
    ...(section === null || section.body !== '' ? [] : [`CHANGELOG.md says nothing of ${version}.`]),
  ];
}

/** A rehearsal may be of a version that is still being written. */
function headingFaults(heading: string | null, version: string, isTagged: boolean): string[] {
  if (heading === null) return [`CHANGELOG.md has no section for ${version}.`];
  if (!isTagged || heading.match(/^\S+, \d{4}-\d{2}-\d{2}$/)) return [];
  return [`CHANGELOG.md has “${heading}”, where the day of the release belongs: “${version}, 2026-12-31”.`];
}

const seals: Readonly<Record<Seal, string>> = {
  notarized:
    'The app for the Mac is signed and notarized, and the ticket is stapled to app and disk image: its first start needs no internet.',
  signed:
    'The app for the Mac is signed, but **not notarized**: macOS refuses it until it is allowed in System Settings > Privacy & Security > Open Anyway.',
  unsigned:
    'The app for the Mac is **not signed** by a developer known to Apple; its files are named `-unsigned`. macOS refuses it until it is allowed in System Settings > Privacy & Security > Open Anyway, it does not update itself, and macOS may ask again for the local network and for notifications after each update.',
};

/** What stands beside the release: what changed, who vouches for the files, and how to look. */
export function notesOf(changelog: string, version: string, seal: Seal, repository: string): string {
  const body = sectionOf(changelog, version)?.body ?? '';
  return `${body}

### The files
${seals[seal]}

\`SHA256SUMS\` has their checksums (\`shasum -a 256 -c --ignore-missing SHA256SUMS\`), \`sbom.cdx.json\` what is inside. That this repository’s workflow has built them: \`gh attestation verify FILE --repo ${repository}\`.
`;
}
