import type { looksEn } from './words.looks.en.ts';

/** 전에는 자리가 없던 말. */
export const looksKo: Readonly<Record<keyof typeof looksEn, string>> = {
  'lan.none': '없음',
  'drill.pre.paths': '유선, iPhone, Thunderbolt',
  'drill.away': '엔진이 응답하지 않아 확인할 수 없고 훈련을 시작할 수도 없습니다.',
  'set.away': '엔진이 응답하지 않아 지금은 엔진의 설정을 바꿀 수 없습니다.',
  'drill.pre.more': '나머지 {n}개도 모두 정상',
  'drill.pre.others': '나머지 확인 {n}개',
};
