/** Reads a database protocol in passing. */
export interface Watcher {
  sent(data: Buffer): void;
  /** Statements that changed something and of which the server reports the end in these bytes. */
  received(data: Buffer): string[];
}

const postgresEffects =
  /^(CREATE ROLE|ALTER ROLE|GRANT ROLE|REVOKE ROLE|GRANT|REASSIGN OWNED|ALTER DEFAULT PRIVILEGES|COMMIT)$/;

/** PostgreSQL: messages of a type, a length and a body; CommandComplete says what was done. */
export function postgresWatcher(): Watcher {
  let rest = Buffer.alloc(0);
  return {
    sent() {},
    received(data) {
      rest = Buffer.concat([rest, data]);
      const effects: string[] = [];
      while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
        const end = 1 + rest.readUInt32BE(1);
        const tag = rest.toString('latin1', 5, end - 1);
        if (rest[0] === 0x43 && postgresEffects.test(tag)) effects.push(tag);
        rest = rest.subarray(end);
      }
      return effects;
    },
  };
}

const mysqlEffects = /^(CREATE USER|ALTER USER|GRANT|REVOKE|SET PASSWORD|SET DEFAULT ROLE)/i;
const COM_QUERY = 0x03;
const OK = 0x00;

/** MySQL: packets of a length and a number; the answer to a statement that returns no rows starts with 0. */
export function mysqlWatcher(): Watcher {
  let statement: string | undefined;
  return {
    sent(data) {
      const text = data.toString('utf8', 5);
      statement = data[3] === 0 && data[4] === COM_QUERY ? mysqlEffects.exec(text)?.[0].toUpperCase() : undefined;
    },
    received(data) {
      const effect = statement !== undefined && data[3] === 1 && data[4] === OK ? [statement] : [];
      statement = undefined;
      return effect;
    },
  };
}
