const day = 86_400_000;

/** How much is kept, and for how long. */
export const keeping = {
  /** In ms. */
  day,
  /** More than a year, so that a month can be held against the same month of last year. */
  days: 400,
  /** Bytes: some 2,500 outages, read in milliseconds. */
  size: 1_000_000,
  /** What is left when that is too much, so that not every later line means writing it all again. */
  sizeAfter: 750_000,
  /** While an outage goes on it is noted this often (ms): what a crash leaves open is known this well. */
  still: 600_000,
  /** What faces hold as the last outages, in ms and in outages; and how many of the month before those. */
  recentFor: 7 * day,
  recent: 50,
  monthFor: 30 * day,
  month: 100,
  /** What the AI did: noted as still so this often (ms), told this far back (ms), in so many marks; and held and kept in so many. */
  seen: 1_800_000,
  recentTrackFor: 31 * day,
  toldMarks: 200,
  stateMarks: 2_000,
  marks: 4_000,
  /** Lines that wait for a disk; when that is not enough the oldest go. */
  pending: 500,
  /** A line that flaps between two causes for hours needs no line for each. */
  causes: 20,
} as const;
