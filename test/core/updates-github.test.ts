import { createHttpError } from 'builder-util-runtime';
import { expect, test } from 'vitest';
import { CheckedFeed } from '../../main/desktop/updates/checked-feed.ts';
import { isUnpublished } from '../../main/desktop/updates/unpublished.ts';

const digest = `${'A'.repeat(86)}==`;
const yml = (version: string) =>
  `version: ${version}\nfiles:\n  - url: Offline Mode.zip\n    sha512: ${digest}\n`;
const atom = (tag: string) =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><link href="https://github.com/a/b/releases/tag/${tag}"/><content>&lt;b&gt;notes&lt;/b&gt;</content></entry></feed>`;

/** GitHub's answers in the order in which electron-updater asks for them: the list, the newest one's name, its release. */
function github(tag: string, version: string) {
  const asked: string[] = [];
  const executor = {
    async request({ path = '', headers = {} }: { path?: string; headers?: object }) {
      asked.push(`${path} ${JSON.stringify(headers)}`);
      if (path.endsWith('.atom')) return atom(tag);
      return path.endsWith('/latest') ? JSON.stringify({ tag_name: tag }) : yml(version);
    },
  };
  const runtime = { isUseMultipleRangeRequest: false, platform: 'darwin', executor };
  const updater = { allowPrerelease: false, channel: null, fullChangelog: false };
  const feed = new CheckedFeed(
    { provider: 'github', owner: 'a', repo: 'b' },
    updater as never,
    runtime as never,
  );
  return { feed, asked };
}

test('a release on GitHub: its version and its file, and nothing else of it', async () => {
  const { feed, asked } = github('v0.2.0', '0.2.0');
  const info = await feed.getLatestVersion();
  expect(info).toEqual({
    ...{ version: '0.2.0', tag: 'v0.2.0', path: '', sha512: '', releaseDate: '' },
    files: [{ url: 'Offline Mode.zip', sha512: digest }],
  });
  expect(feed.resolveFiles(info).map(({ url }) => url.href)).toEqual([
    'https://github.com/a/b/releases/download/v0.2.0/Offline-Mode.zip',
  ]);
  feed.setRequestHeaders();
  expect(asked.join('\n')).not.toMatch(/staging|authorization/i);
});

test.each([
  ['v0.2.0', 'latest'],
  ['../../x', '0.2.0'],
])('a release that is none: %s, %s', async (tag, version) => {
  await expect(github(tag, version).feed.getLatestVersion()).rejects.toThrow();
});

/** A project on GitHub whose answers are these: a text, or the number of an error. */
async function wrong(answers: Record<'list' | 'latest' | 'file', string | number>): Promise<unknown> {
  const executor = {
    async request({ path = '' }: { path?: string }) {
      const said = answers[path.endsWith('.atom') ? 'list' : path.endsWith('/latest') ? 'latest' : 'file'];
      if (typeof said === 'string') return said;
      throw said === 0
        ? new Error('net::ERR_CONNECTION_RESET')
        : createHttpError({ statusCode: said, statusMessage: 'No' } as never);
    },
  };
  const updater = { allowPrerelease: false, channel: null, fullChangelog: false };
  const runtime = { isUseMultipleRangeRequest: false, platform: 'darwin', executor };
  const at = { provider: 'github', owner: 'a', repo: 'b' } as const;
  return new CheckedFeed(at, updater as never, runtime as never)
    .getLatestVersion()
    .catch((error: unknown) => error);
}

const list = atom('v0.2.0');
const none = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>';
const latest = JSON.stringify({ tag_name: 'v0.2.0' });
test.each([
  ['a project that is not there', { list: 404, latest, file: '' }, true],
  ['an empty list', { list: none, latest: 404, file: '' }, true],
  ['a tag and no release', { list, latest: 406, file: '' }, true],
  ['a tag and a draft', { list, latest: 404, file: '' }, true],
  ['a release without a file for a Mac', { list, latest, file: 404 }, true],
  ['a server that is ill', { list: 503, latest, file: '' }, false],
  ['one that is ill at the second question', { list, latest: 500, file: '' }, false],
  ['a line that breaks off', { list: 0, latest, file: '' }, false],
  ['one that breaks off at the second question', { list, latest: 0, file: '' }, false],
  ['a file that is none of ours', { list, latest, file: 'x: 1' }, false],
])('%s: whether nothing is published: %o', async (_what, answers, is) => {
  const error = await wrong(answers);
  expect(error).toBeInstanceOf(Error);
  expect(isUnpublished(error)).toBe(is);
});
