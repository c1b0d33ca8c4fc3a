import type { RuleCases } from '../../tests/support/rule-cases';
import { unsafeCharacters } from './password';
import type { dbSecretSettings } from './props';

const rds = '/"@';

export const dbSecretCases: RuleCases<typeof dbSecretSettings> = {
  DbSecretPasswordLength: {
    holds: [{ passwordLength: 20 }, { passwordLength: 41 }],
    breaks: [{ passwordLength: 19 }, { passwordLength: 42 }, { passwordLength: 32.5 }],
  },
  DbSecretPasswordClasses: {
    holds: [
      { passwordExcludedCharacters: rds },
      { passwordExcludedCharacters: `${unsafeCharacters}_` },
      { passwordExcludedCharacters: `${rds}012345678` },
      { passwordExcludedCharacters: `${rds}abcdefghijklmnopqrstuvwxy` },
    ],
    breaks: [
      { passwordExcludedCharacters: `${unsafeCharacters}_.` },
      { passwordExcludedCharacters: `${rds}0123456789` },
      { passwordExcludedCharacters: `${rds}abcdefghijklmnopqrstuvwxyz` },
      { passwordExcludedCharacters: `${rds}ZYXWVUTSRQPONMLKJIHGFEDCBA` },
    ],
  },
  DbSecretPasswordRds: {
    holds: [{ passwordExcludedCharacters: rds }, { passwordExcludedCharacters: `@x/y"z` }],
    breaks: [
      { passwordExcludedCharacters: '' },
      { passwordExcludedCharacters: '/"' },
      { passwordExcludedCharacters: '"@' },
      { passwordExcludedCharacters: '/@' },
    ],
  },
  DbSecretRecoveryWindow: {
    holds: [{ recoveryWindowDays: 7 }, { recoveryWindowDays: 30 }],
    breaks: [{ recoveryWindowDays: 6 }, { recoveryWindowDays: 31 }, { recoveryWindowDays: 7.5 }],
  },
};
