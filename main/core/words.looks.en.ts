/** What the panel says where there was no room before. */
export const looksEn = {
  'lan.none': 'None',
  'drill.pre.paths': 'cable, iPhone, Thunderbolt',
  'drill.away': 'The engine does not answer, so nothing can be checked and no drill can start.',
  'set.away': 'The engine does not answer, so what it keeps cannot be changed now.',
  'drill.pre.more': '{n} more checks, all well',
  'drill.pre.others': '{n} more checks',
} as const;
