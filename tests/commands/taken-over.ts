import type { TakenOver } from '../../scripts/deployment/unsaved/report';

const journal = { format: 1, since: '2026-11-22', who: 'ana@laptop', name: 'a.json', made: {} } as const;

/** Of an apply that has left a journal, and of whose work nothing is there. */
export const nothingTakenOver: TakenOver = {
  left: { journals: [journal], made: new Map() },
  imports: new Map(),
  beside: new Map(),
  unclear: new Map(),
  passwords: [],
  unread: new Map(),
};
