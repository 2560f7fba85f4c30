import type { Tools } from '../tools/tools.ts';

/** How long (ms) codesign may take: it reads the whole bundle's seal, 0.1 s or so. */
const timeoutMs = 10_000;

/**
 * Whether that bundle is signed by a Developer ID, as macOS's own codesign says; `bundle` is an absolute path. False where it is
 * signed ad hoc or not at all, and where nobody can say.
 */
export async function isDeveloperSigned(
  { programs }: Pick<Tools, 'programs'>,
  bundle: string,
  signal: AbortSignal,
): Promise<boolean> {
  const said = await programs.run('codesign', ['-d', '--verbose=2', bundle], { timeoutMs, signal });
  return said.ok && said.value.exitCode === 0 && isDeveloperId(`${said.value.stdout}\n${said.value.stderr}`);
}

/**
 * What `codesign -d --verbose=2` says of a bundle: a leaf certificate of Apple's kind for distribution outside the store, and the
 * team it belongs to. `Signature=adhoc` names neither.
 */
export function isDeveloperId(text: string): boolean {
  const leaf = /^Authority=(.*)$/m.exec(text)?.[1] ?? '';
  return (
    /^Developer ID Application: ./.test(leaf) &&
    /^TeamIdentifier=[A-Z0-9]{10}$/m.test(text) &&
    !/^Signature=adhoc$/m.test(text)
  );
}

/** The bundle that a program inside it belongs to: `/Applications/X.app` of `/Applications/X.app/Contents/MacOS/X`; else itself. */
export const bundleOf = (program: string): string =>
  /^(.+\.app)\/Contents\/MacOS\/[^/]+$/.exec(program)?.[1] ?? program;
