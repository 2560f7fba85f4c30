/** What the panel says where there was no room before. */
export const looksEn = {
  'lan.none': 'None',
  'drill.pre.paths': 'cable, iPhone, Thunderbolt',
  'drill.pre.more': '{n} more checks, all well',
} as const;
