import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];
export type Paint = (format: Format, text: string) => string;

/** Colours text. */
export const coloured: Paint = (format, text) => styleText(format, text, { validateStream: false });
/** Leaves text as it is. */
export const plain: Paint = (_, text) => text;

/** Colours what goes to a terminal, and nothing else; see no-color.org. */
export const paintFor = (
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
): Paint => (stream.isTTY && !env.NO_COLOR ? coloured : plain);
