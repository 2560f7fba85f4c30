/** A model's name, with what was left out filled in. */
export interface ModelName {
  /** The registry, with its port if it has one. */
  readonly host: string;
  readonly space: string;
  readonly model: string;
  readonly tag: string;
}

/** The public registry's, unless a model's name says another. */
export const usualHost = 'registry.ollama.ai';

const shape =
  /^(?:(?:([A-Za-z0-9_][\w.-]*(?::\d{1,5})?)\/)?([A-Za-z0-9_][\w.-]*)\/)?([A-Za-z0-9_][\w.-]*)(?::([A-Za-z0-9_][\w.-]*))?$/;

/**
 * `[host[:port]/][namespace/]model[:tag]` as Ollama takes it; what is left out is the public registry's, its library's,
 * `latest`. Null for anything else: each part becomes the name of a folder, and a dash at the beginning an option.
 */
export function modelNameOf(name: string): ModelName | null {
  const found = name.length <= 300 && !name.includes('..') ? shape.exec(name) : null;
  if (!found) return null;
  const [, host = usualHost, space = 'library', model = '', tag = 'latest'] = found;
  return { host, space, model, tag };
}
