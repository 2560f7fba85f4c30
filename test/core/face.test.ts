import { describe, expect, test } from 'vitest';
import { mayDownload } from '../../main/core/jobs/reach.ts';
import { see } from '../../main/desktop/face.ts';
import { job, manyJobs } from '../fakes/jobs.ts';
import { watched } from '../fakes/watched.ts';
import { stand } from '../parts/stand.ts';

describe('beside the icon', () => {
  test('how far a preparation is, only where that is wanted, and nothing else', async () => {
    const snapshot = (await stand()).snapshot();
    const titled = (isOn: boolean, jobs: typeof snapshot.jobs) =>
      see({ ...snapshot, jobs, settings: { ...snapshot.settings, 'tray.title': isOn } }, watched).title;
    expect(titled(true, [...manyJobs])).toBe('43%');
    expect(titled(false, [...manyJobs])).toBe('');
    expect(titled(true, [])).toBe('');
    expect(titled(true, [job('machine', '', { is: 'running' })])).toBe('');
  });
});

test('downloads make sense while the line is not down and nobody has chosen to be offline', async () => {
  const snapshot = (await stand()).snapshot();
  expect(mayDownload(snapshot)).toBe(true);
  expect(mayDownload({ ...snapshot, mode: 'offline' })).toBe(false);
  expect(mayDownload({ ...snapshot, stance: 'offline' })).toBe(false);
  const internet = { ...snapshot.internet, state: 'offline', cause: 'upstream-dead' } as const;
  expect(mayDownload({ ...snapshot, internet })).toBe(false);
  // Nobody may ask whether it is there: then it may be.
  expect(mayDownload({ ...snapshot, internet: { ...internet, state: 'unknown', cause: null } })).toBe(true);
});
