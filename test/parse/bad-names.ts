/** What no image is called, and no program may ever see. */
export const badNames = [
  ...['--help', '-v', '', ' ', ';rm -rf ~', 'a;b', 'a b', 'a\nb', 'a\0b', '$(id)', '`id`', 'a|b', 'a&b'],
  ...[
    '../etc/passwd',
    'a/../b',
    '..',
    '/etc/passwd',
    './a',
    '~/a',
    '.a',
    '@a',
    ':a',
    "a'b",
    'a"b',
    'a\\b',
    'a*',
    'a%2F',
  ],
  ...['이미지:local', 'ａｂｃ', 'a\u202Eb', 'a'.repeat(201)],
];
