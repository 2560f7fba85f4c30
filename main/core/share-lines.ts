import type { ToldShare } from './share.ts';

/**
 * The lines that another machine needs, ready to be copied: its CLI reads one, its OpenClaw the other. Ollama looks at no
 * key, but without one OpenClaw would not ask it at all and go on to the cloud.
 */
export function shareLines({
  address,
  port,
}: Pick<ToldShare, 'address' | 'port'>): readonly [string, string] {
  const base = `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
  return [
    `OLLAMA_HOST=${base}`,
    `"models": { "providers": { "ollama": { "baseUrl": "${base}", "apiKey": "local-only" } } }`,
  ];
}
