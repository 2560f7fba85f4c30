import type { looksEn } from './words.looks.en.ts';

/** 전에는 자리가 없던 말. */
export const looksKo: Readonly<Record<keyof typeof looksEn, string>> = {
  'lan.none': '없음',
  'drill.pre.paths': '유선, iPhone, Thunderbolt',
  'drill.pre.more': '나머지 {n}개도 모두 정상',
};
