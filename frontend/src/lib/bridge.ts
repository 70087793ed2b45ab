// The bridge to Go. Everything the page asks goes through `ask`, so that what
// goes wrong always arrives as one kind of error, in a sentence, and in time.
import { sayAny } from './words';

export type FieldRefusal = { field: string; sentence: string };

/** What Go refused, or a fault: in words a person can read. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  readonly key: string;
  readonly fields: FieldRefusal[];

  constructor(code: string, key: string, sentence: string, fields: FieldRefusal[] = []) {
    super(sentence);
    this.code = code;
    this.key = key;
    this.fields = fields;
  }

  get sentence(): string {
    return this.message;
  }

  /** What is wrong with one field of the form, if anything. */
  at(field: string): string | undefined {
    return this.fields.find((each) => each.field === field)?.sentence;
  }
}

/** How long a promise may stay open before it counts as lost, in milliseconds. */
export const readLimit = 30_000;
export const paperLimit = 120_000;
/** Work on whole files: changing keys, reading and restoring backups, making a college. */
export const longLimit = 30 * 60_000;
/** A dialog of the computer waits for a person, who may take all day. */
export const noLimit = Number.POSITIVE_INFINITY;

const fault = () => new Refusal('internal', 'fault', sayAny('fault'));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads the JSON text of a refusal, or null when it is none. */
export function readRefusal(json: string): Refusal | null {
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch {
    return null;
  }
  if (!isRecord(read) || !text(read.sentence)) return null;
  const fields = (Array.isArray(read.fields) ? read.fields : [])
    .filter(isRecord)
    .map((each) => ({ field: text(each.field), sentence: text(each.sentence) }));
  return new Refusal(text(read.code), text(read.key), text(read.sentence), fields);
}

/** Any error as a refusal; what is not one becomes the standing apology. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const said = error instanceof Error ? error.message : error;
  return (typeof said === 'string' ? readRefusal(said) : null) ?? fault();
}

/** Asks Go, and gives its answer or a Refusal, never later than the limit. */
export async function ask<T>(call: () => Promise<T>, limit = readLimit): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    if (Number.isFinite(limit)) timer = setTimeout(() => reject(fault()), limit);
  });
  try {
    return await Promise.race([call(), late]);
  } catch (error) {
    throw asRefusal(error);
  } finally {
    clearTimeout(timer);
  }
}
