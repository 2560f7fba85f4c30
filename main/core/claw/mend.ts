import { type Change, isRecord, type JsonRecord, valueAt } from './change.ts';

/** Problems with a config that two keys are to blame for, and that this app may mend when it is asked to. */
export const mendable: ReadonlySet<string> = new Set(['claw-offline-key', 'claw-no-mode']);

/**
 * What makes a config one that OpenClaw starts with: the key `offline`, which it refuses, goes, and the gateway's mode, without
 * which it does not start, is said. Nothing else is touched.
 */
export function mendOf(config: JsonRecord): Change[] {
  const gateway = valueAt(config, ['gateway']);
  const hasMode = isRecord(gateway) && typeof gateway.mode === 'string';
  return [
    ...('offline' in config ? [{ path: ['offline'], value: undefined }] : []),
    ...(hasMode ? [] : [{ path: ['gateway', 'mode'], value: 'local' }]),
  ];
}
