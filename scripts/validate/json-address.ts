/** A block of a stack's JSON, and the lines it is on. */
export interface Block {
  /** `aws_vpc.Vpc_8378EB38`, `data.aws_ami.Image`, `var.cidr`, `output.vpc_id`, `provider.aws` */
  readonly address: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

const prefixes: Readonly<Record<string, string>> = {
  resource: '',
  data: 'data.',
  variable: 'var.',
  output: 'output.',
  provider: 'provider.',
};

/** Blocks of these have a type and then a name. */
const typed = new Set(['resource', 'data']);

/** Finds the blocks of a stack's JSON in its canonical text, where the indentation says how deep a line is. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let section = '';
  let type = '';
  let open: { address: string; firstLine: number; depth: number } | undefined;
  text.split('\n').forEach((line, index) => {
    const [, spaces = '', key] = /^( *)"((?:[^"\\]|\\.)*)": [{[]/.exec(line) ?? [];
    const depth = spaces.length / 2;
    if (open && new RegExp(`^ {${open.depth * 2}}[}\\]],?$`).test(line)) {
      blocks.push({ address: open.address, firstLine: open.firstLine, lastLine: index + 1 });
      open = undefined;
    }
    if (key === undefined) return;
    if (depth === 1) section = key;
    const prefix = prefixes[section];
    if (prefix === undefined) return;
    if (depth === 2 && typed.has(section)) type = `${key}.`;
    const named = typed.has(section) ? 3 : 2;
    if (depth !== named) return;
    open = { address: `${prefix}${named === 3 ? type : ''}${key}`, firstLine: index + 1, depth };
  });
  return blocks;
}

/** The address of the block that a line is in. */
export const addressAt = (blocks: readonly Block[], line: number): string | undefined =>
  blocks.find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine)?.address;
