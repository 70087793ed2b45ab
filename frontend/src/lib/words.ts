// The one catalogue of words, read by Go and by this page. Every sentence a
// person sees comes from it; there is no other text in the program.
import catalogue from '@words';
import { createInstance } from 'i18next';

/** A catalogue of keys and sentences, English or another language. */
export type Catalogue = Record<string, string>;

type Stored = keyof typeof catalogue;
type Counted = Stored extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;
/** The keys that can be said; a key with two forms, "x_one" and "x_other", is said as "x". */
export type WordKey = Stored | Counted;

export type WordValues = Record<string, string | number>;

const english: Catalogue = catalogue;

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

// "{$course}", and "{$Course}" where a line begins with it.
const terms = Object.fromEntries(
  Object.entries(english)
    .filter(([key]) => key.startsWith('term.'))
    .flatMap(([key, word]) => {
      const term = key.slice('term.'.length);
      return [
        [`$${term}`, word],
        [`$${capital(term)}`, capital(word)],
      ];
    }),
);

const words = createInstance();
void words.init({
  lng: 'en',
  resources: { en: { translation: english } },
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  contextSeparator: '§',
  // A missing value is said as nothing, as in Go.
  missingInterpolationHandler: () => '',
  interpolation: {
    prefix: '{',
    suffix: '}',
    escapeValue: false, // React escapes
    skipOnVariables: true,
    defaultVariables: terms,
  },
});

/** The sentence of a key, with its values filled in. */
export function say(key: WordKey, values?: WordValues): string {
  return sayAny(key, values);
}

/**
 * The sentence of a key that Go names (a finding, a reason). Its values are
 * text, and the plural goes by the value "count". An unknown key is said as it
 * stands, so that it is seen.
 */
export function sayAny(key: string, values: WordValues = {}): string {
  const count = values.count === undefined ? undefined : Number(values.count);
  const text = words.t(key, { ...values, ...(count !== undefined && { count }) });
  return typeof text === 'string' ? text : key;
}

/** A number as people write it: "1,877". */
export const number = (value: number): string => value.toLocaleString('en-GB');
