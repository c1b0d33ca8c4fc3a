import type { DocumentedExample } from './example';

// FilterAndPatternSyntax, "Supported regular expressions (regex) syntax".
export const regexes: DocumentedExample[] = [
  { pattern: '%^[hc]at%', matches: ['hat', 'cat'], others: ['a hat'] },
  { pattern: '%[hc]at$%', matches: ['hat', 'a cat'], others: ['hats'] },
  { pattern: '%colou?r%', matches: ['color', 'colour'], others: ['colouur'] },
  { pattern: '%[abc]%', matches: ['a', 'b', 'c'], others: ['d'] },
  { pattern: '%[abcx-z]%', matches: ['a', 'x', 'y', 'z'], others: ['d', 'w'] },
  { pattern: '%^a{3,5}$%', matches: ['aaa', 'aaaa', 'aaaaa'], others: ['aa', 'aaaaaa'] },
  { pattern: '%^a{,2}$%', matches: ['', 'a', 'aa'], others: ['aaa'] },
  { pattern: '%^a{3,}$%', matches: ['aaa', 'aaaaaaa'], others: ['aa'] },
  { pattern: '%gra|ey%', matches: ['gray', 'grey'], others: ['groy'] },
  {
    pattern: '%^starting|^initializing|^shutting down%',
    matches: ['starting ...', 'initializing ...', 'shutting down'],
    others: ['skipping initializing ...'],
  },
  { pattern: '%abcc|ab[^c]$%', matches: ['abcc ...', 'aba'], others: ['aac ...'] },
  { pattern: '%\\[.\\]%', matches: ['[a]', '[b]', '[7]', '[@]', '[]]', '[ ]'], others: ['[]', 'a'] },
  { pattern: '%10\\.10\\.0\\.1%', matches: ['10.10.0.1'], others: ['10010,051'] },
  { pattern: '%10.10.0.1%', matches: ['10.10.0.1', '10010,051'] },
  { pattern: '%ab*c%', matches: ['ac', 'abc', 'abbbc'] },
  { pattern: '%^ab[0-9]*$%', matches: ['ab', 'ab0', 'ab129'], others: ['abc'] },
  { pattern: '%ab+c%', matches: ['abc', 'abbc', 'abbbc'], others: ['ac'] },
  { pattern: '%.at%', matches: ['hat', 'cat', 'bat', '4at', '#at', ' at'], others: ['at'] },
  { pattern: '%\\d%', matches: ['7'], others: ['a'] },
  { pattern: '%\\D%', matches: ['a'], others: ['7'] },
  { pattern: '%a\\sb%', matches: ['a b', 'a\tb', 'a\nb'], others: ['ab'] },
  { pattern: '%\\w%', matches: ['_', 'a', '0'], others: ['-'] },
  { pattern: '%\\x3A%', matches: ['a:b'], others: ['ab'] },
  { pattern: '%\\x28%', matches: ['f(x)'], others: ['f'] },
];
