import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultOf, type TypedSetting, typedText, typedValue } from '../../main/core/setting-fault.ts';
import { choicesOf, settingNames, settingSay } from '../../main/core/setting-say.ts';
import { defaultSettings, settingKeys, settingSchemas } from '../../main/core/settings.ts';
import { speaker } from '../../main/core/words.ts';

const typed: readonly TypedSetting[] = [
  ...(['openclaw.container', 'openclaw.image', 'openclaw.port', 'headscale.url', 'probe.question'] as const),
];
const near = fc.oneof(
  fc.string(),
  fc.webUrl(),
  fc.stringMatching(/^\d{1,6}$/),
  fc.stringMatching(/^[a-z0-9.:/-]{0,40}$/),
  fc.stringMatching(/^[a-z.]{1,12}=\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/),
);

describe('what is said while somebody types', () => {
  test.each(typed)('%s: exactly what the setting’s own check refuses is called wrong', (key) => {
    fc.assert(
      fc.property(near, (text) => {
        const isTaken = settingSchemas[key].safeParse(typedValue(key, text)).success;
        expect(faultOf(key, text) === null, text).toBe(isTaken);
      }),
      { numRuns: 500 },
    );
    expect(faultOf(key, typedText(defaultSettings[key]))).toBeNull();
  });
});

describe.each(['en', 'ko'] as const)('what settings are called, %s', (lang) => {
  const say = speaker(lang);
  test.each(settingKeys)('%s has a name, and its standard is said in words', (key) => {
    expect(say(settingNames[key])).not.toBe('');
    const said = settingSay(key, defaultSettings[key], say);
    expect(said).not.toMatch(/[{}]|^$|^(true|false|0|standard|auto)$/);
  });

  test('every value of a choice has a name of its own', () => {
    for (const key of settingKeys) {
      const schema = settingSchemas[key];
      if (!('options' in schema) || key === 'patience') continue;
      const choices = choicesOf(key, say);
      expect(choices.map(([value]) => value).sort(), key).toEqual([...schema.options].sort());
      expect(new Set(choices.map(([, name]) => name)).size).toBe(choices.length);
    }
  });
});
