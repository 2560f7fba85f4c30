import type { ClawAsk } from '../../main/core/claw/ask.ts';

/** What a switch goes by, with two models here that could answer. */
export const ask = (path: string, more: Partial<ClawAsk> = {}): ClawAsk => ({
  path,
  debt: null,
  models: [
    { name: 'qwen2.5-coder:32b', context: 32_768 },
    { name: 'llama3.3:latest', context: 32_768 },
  ],
  chain: 2,
  ollama: 'http://127.0.0.1:11434',
  own: ['http://127.0.0.1:11434'],
  hasOllamaKey: false,
  mayRestart: false,
  ollamaCloud: 'unknown',
  pins: null,
  cron: null,
  container: [],
  isInPlace: false,
  ...more,
});
