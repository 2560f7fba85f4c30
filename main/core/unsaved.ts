import type { Problem } from './problem.ts';

/** Why a file that was to be saved where a person said is not there, so that they know what can be done. */
export function unsaved(problem: Problem): Problem {
  const { code, about, detail } = problem;
  if (code === 'file-there') return { code: 'export-there', about };
  if (code === 'disk-full') return { code: 'export-full', about };
  if (detail === 'ENOENT') return { code: 'export-no-folder', about: about.replace(/\/[^/]*$/, '') || '/' };
  const isDenied = detail === 'EACCES' || detail === 'EPERM' || detail === 'EROFS';
  return isDenied
    ? { code: 'export-denied', about }
    : { code: 'export-failed', about, detail: detail ?? code };
}
