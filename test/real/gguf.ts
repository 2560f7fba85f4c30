/** The sizes of the model: about a hundred thousand numbers, the fewest that still look like a llama. */
const WIDTH = 64;
const LAYERS = 2;
const HEADS = 4;
const KEY_HEADS = 2;
const FEED = 128;
const CONTEXT = 2048;
const ALIGNMENT = 32;

/** GGUF's numbers for the types of values. */
const U32 = 4;
const I32 = 5;
const F32 = 6;
const TEXT = 8;
const LIST = 9;

/** What the file says of itself; Ollama takes the truth, which is 0, for unknown. */
const F16 = 1;

/** Kinds of tokens of a sentencepiece vocabulary. */
const NORMAL = 1;
const UNKNOWN = 2;
const CONTROL = 3;
const BYTE = 6;

const WORDS =
  'the of and to in is it for on with as at by from this that one all out up sea sky sun air day night';

interface Token {
  readonly text: string;
  readonly kind: number;
}

/** Bytes make every text writable, letters and whole words make an answer readable. */
function vocabulary(): Token[] {
  const hex = (byte: number) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
  const bytes = Array.from({ length: 256 }, (_, byte) => ({ text: hex(byte), kind: BYTE }));
  const letters = [...'▁abcdefghijklmnopqrstuvwxyz'].map((text) => ({ text, kind: NORMAL }));
  const words = WORDS.split(' ').map((word) => ({ text: `▁${word}`, kind: NORMAL }));
  const special = [
    { text: '<unk>', kind: UNKNOWN },
    { text: '<s>', kind: CONTROL },
    { text: '</s>', kind: CONTROL },
  ];
  return [...special, ...bytes, ...letters, ...words];
}

const utf8 = new TextEncoder();

function number(type: number, value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  const view = new DataView(bytes.buffer);
  if (type === F32) view.setFloat32(0, value, true);
  else view.setInt32(0, value, true);
  return bytes;
}

const long = (value: number) => new Uint8Array(new BigUint64Array([BigInt(value)]).buffer);

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function text(value: string): Uint8Array {
  const bytes = utf8.encode(value);
  return join([long(bytes.length), bytes]);
}

const pair = (key: string, type: number, value: Uint8Array) => join([text(key), number(U32, type), value]);
const uint = (key: string, value: number) => pair(key, U32, number(U32, value));
const float = (key: string, value: number) => pair(key, F32, number(F32, value));
const words = (key: string, value: string) => pair(key, TEXT, text(value));

function list(key: string, type: number, values: readonly Uint8Array[]): Uint8Array {
  return pair(key, LIST, join([number(U32, type), long(values.length), ...values]));
}

function metadata(name: string, tokens: readonly Token[]): Uint8Array[] {
  return [
    words('general.architecture', 'llama'),
    words('general.name', name),
    uint('general.file_type', F16),
    uint('general.alignment', ALIGNMENT),
    uint('llama.context_length', CONTEXT),
    uint('llama.embedding_length', WIDTH),
    uint('llama.block_count', LAYERS),
    uint('llama.feed_forward_length', FEED),
    uint('llama.attention.head_count', HEADS),
    uint('llama.attention.head_count_kv', KEY_HEADS),
    uint('llama.rope.dimension_count', WIDTH / HEADS),
    uint('llama.vocab_size', tokens.length),
    float('llama.attention.layer_norm_rms_epsilon', 1e-5),
    words('tokenizer.ggml.model', 'llama'),
    words('tokenizer.ggml.pre', 'default'),
    list(
      'tokenizer.ggml.tokens',
      TEXT,
      tokens.map((token) => text(token.text)),
    ),
    list(
      'tokenizer.ggml.scores',
      F32,
      tokens.map((_, index) => number(F32, -index)),
    ),
    list(
      'tokenizer.ggml.token_type',
      I32,
      tokens.map((token) => number(I32, token.kind)),
    ),
    uint('tokenizer.ggml.unknown_token_id', 0),
    uint('tokenizer.ggml.bos_token_id', 1),
    uint('tokenizer.ggml.eos_token_id', 2),
  ];
}

interface Tensor {
  readonly name: string;
  /** The length of a row first, as GGUF has it. */
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/** Numbers between -1 and 1 that are the same at every run (a linear congruence, the constants are Knuth's). */
function makeRandom(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

function tensors(tokens: readonly Token[]): Tensor[] {
  const random = makeRandom();
  const matrix = (name: string, width: number, height: number): Tensor => {
    const values = Float32Array.from({ length: width * height }, () => random() / Math.sqrt(width));
    return { name: `${name}.weight`, shape: [width, height], values };
  };
  const norm = (name: string): Tensor => ({
    name: `${name}.weight`,
    shape: [WIDTH],
    values: new Float32Array(WIDTH).fill(1),
  });
  const keys = (WIDTH / HEADS) * KEY_HEADS;
  const layer = (index: number): Tensor[] => [
    norm(`blk.${index}.attn_norm`),
    matrix(`blk.${index}.attn_q`, WIDTH, WIDTH),
    matrix(`blk.${index}.attn_k`, WIDTH, keys),
    matrix(`blk.${index}.attn_v`, WIDTH, keys),
    matrix(`blk.${index}.attn_output`, WIDTH, WIDTH),
    norm(`blk.${index}.ffn_norm`),
    matrix(`blk.${index}.ffn_gate`, WIDTH, FEED),
    matrix(`blk.${index}.ffn_up`, WIDTH, FEED),
    matrix(`blk.${index}.ffn_down`, FEED, WIDTH),
  ];
  const output = matrix('output', WIDTH, tokens.length);
  tokens.forEach((token, row) => {
    if (token.kind !== NORMAL) output.values.fill(0, row * WIDTH, (row + 1) * WIDTH);
  });
  const layers = Array.from({ length: LAYERS }, (_, index) => layer(index)).flat();
  return [matrix('token_embd', WIDTH, tokens.length), ...layers, norm('output_norm'), output];
}

const padding = (length: number) => new Uint8Array((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT);

/**
 * A GGUF file of a llama that has learned nothing: small, valid, the same bytes at every run, and others for
 * another name, because Ollama takes models of the same bytes for one. Rows of its output that belong to no
 * letter and no word are zero: at temperature 0 it says readable nonsense and does not end by itself.
 */
export function tinyModel(name: string): Uint8Array<ArrayBuffer> {
  const tokens = vocabulary();
  const pairs = metadata(name, tokens);
  const all = tensors(tokens);
  let offset = 0;
  const infos = all.map(({ name, shape, values }) => {
    const info = [text(name), number(U32, shape.length), ...shape.map(long), number(U32, 0), long(offset)];
    offset += values.byteLength + padding(values.byteLength).length;
    return join(info);
  });
  const start = [utf8.encode('GGUF'), number(U32, 3), long(all.length), long(pairs.length)];
  const head = join([...start, ...pairs, ...infos]);
  const bodies = all.flatMap(({ values }) => [new Uint8Array(values.buffer), padding(values.byteLength)]);
  return join([head, padding(head.length), ...bodies]);
}
