import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import { AwsFault } from './faults';

export type XmlValue = string | XmlNode | readonly XmlValue[];
export interface XmlNode {
  [name: string]: XmlValue;
}

const options = { ignoreAttributes: false, suppressEmptyNode: true };
const parser = new XMLParser({ ...options, parseTagValue: false, parseAttributeValue: false });
const builder = new XMLBuilder(options);

/** An XML document as plain data; names are kept, all values are text. */
export function parseXml(text: string): XmlNode {
  try {
    const node: XmlNode = parser.parse(text, true);
    return node;
  } catch {
    throw new AwsFault(400, 'MalformedXML', 'The XML you provided was not well-formed');
  }
}

export function buildXml(node: XmlNode): string {
  return builder.build(node);
}

/** The elements of a name, of which a document may have none, one or many. */
export function elements(parent: XmlValue | undefined, name: string): XmlNode[] {
  const value = isNode(parent) ? parent[name] : undefined;
  return values(value).filter(isNode);
}

/** The element at a path of names, if there is one. */
export function element(parent: XmlValue | undefined, ...path: readonly string[]): XmlNode | undefined {
  let node = parent;
  for (const name of path) node = isNode(node) ? values(node[name])[0] : undefined;
  return isNode(node) ? node : undefined;
}

/** The text of the element at a path of names; of an element that holds others or is absent there is none. */
export function text(parent: XmlValue | undefined, ...path: readonly string[]): string | undefined {
  let node = parent;
  for (const name of path) node = isNode(node) ? values(node[name])[0] : undefined;
  return typeof node === 'string' ? node : undefined;
}

function values(value: XmlValue | undefined): readonly XmlValue[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

function isNode(value: XmlValue | undefined): value is XmlNode {
  return typeof value === 'object' && !Array.isArray(value);
}
