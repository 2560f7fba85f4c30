import { z } from 'zod';

const Attempt = z.object({
  provider: z.string(),
  model: z.string(),
  result: z.string(),
  reason: z.string().optional(),
});

const Ran = z.object({
  status: z.string(),
  result: z.object({
    payloads: z.array(z.object({ text: z.string().nullish() })),
    meta: z.object({
      executionTrace: z.object({
        winnerProvider: z.string().optional(),
        winnerModel: z.string().optional(),
        attempts: z.array(Attempt).default([]),
        fallbackUsed: z.boolean(),
      }),
    }),
  }),
});

/** Who answered, after whom. */
export interface Turn {
  readonly text: string;
  readonly winnerProvider: string | null;
  readonly winnerModel: string | null;
  readonly attempts: readonly z.infer<typeof Attempt>[];
  readonly fallbackUsed: boolean;
  readonly ms: number;
}

/** Reads the answer to a run, be it of the CLI or of the WebSocket: both give the same. */
export function readTurn(answer: unknown, ms: number): Turn {
  const { payloads, meta } = Ran.parse(answer).result;
  const { winnerProvider = null, winnerModel = null, attempts, fallbackUsed } = meta.executionTrace;
  const text = payloads.map((one) => one.text ?? '').join('\n');
  return { text, winnerProvider, winnerModel, attempts, fallbackUsed, ms };
}
