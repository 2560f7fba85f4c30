import type { JsonRecord } from '../../main/core/claw/change.ts';
import { big } from './acts.ts';

interface Untried {
  readonly where: string;
  readonly config: JsonRecord;
  /** Why it is not tried. */
  readonly why: string;
}

const defaults = (more: JsonRecord): JsonRecord => ({
  agents: { defaults: { model: { primary: 'ollama/qwen2.5-coder:32b' }, ...more } },
});
const noTool = 'its tool is offered to a model only, which would have to call it';
const noService = 'it takes an account of a service, or sound';

/** Groups of the facts that a test cannot bring about in reasonable time. */
export const untried: readonly Untried[] = [
  { where: 'agents.defaults.imageModel', config: defaults({ imageModel: big }), why: noTool },
  { where: 'agents.defaults.pdfModel', config: defaults({ pdfModel: big }), why: noTool },
  {
    where: 'agents.defaults.mediaModels.image',
    config: defaults({ mediaModels: { image: 'openai/gpt-image-2' } }),
    why: noTool,
  },
  { where: 'agents.defaults.voiceModel', config: defaults({ voiceModel: big }), why: noService },
  {
    where: 'agents.defaults.decisionModel',
    config: defaults({ decisionModel: big }),
    why: 'it takes an approval that waits',
  },
  {
    where: 'agents.defaults.embeddedAgent.cyberFailover.model',
    config: defaults({ embeddedAgent: { cyberFailover: { model: big } } }),
    why: 'it takes a refusal by OpenAI',
  },
  {
    where: 'agents.defaults.compaction.memoryFlush.model',
    config: defaults({ compaction: { memoryFlush: { model: big } } }),
    why: 'it takes a chat of the length of a context window',
  },
  {
    where: 'tools.exec.reviewer.model',
    config: { tools: { exec: { reviewer: { model: big } } } },
    why: 'it takes a command that a model wants to run',
  },
  {
    where: 'channels.modelByChannel.telegram.42',
    config: { channels: { modelByChannel: { telegram: { 42: big } } } },
    why: noService,
  },
  { where: 'tts.summaryModel', config: { tts: { summaryModel: big } }, why: noService },
  {
    where: 'plugins.entries.llm-task.config.defaultModel',
    config: { plugins: { entries: { 'llm-task': { config: { defaultModel: big } } } } },
    why: noTool,
  },
  {
    where: 'mcp.servers.files.url',
    config: { mcp: { servers: { files: { url: 'https://mcp.example.com/files' } } } },
    why: 'it takes a server of that protocol',
  },
];
