import { expect, test } from 'vitest';
import { onYellow, schemes, type Tokens, yellow } from './tokens';

const part = (value: number) =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) =>
    part(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

type Name = keyof Tokens;
const grounds: Name[] = ['canvas', 'surface', 'surface2'];
const inks: Name[] = ['text', 'muted', 'primary', 'danger', 'warn', 'ok', 'info'];
const topics: Name[] = ['topic0', 'topic1', 'topic2', 'topic3'];
const labels: [Name, Name][] = [
  ['onPrimary', 'primary'],
  ['onPrimary', 'primaryHover'],
  ['danger', 'dangerTint'],
  ['warn', 'warnTint'],
  ['ok', 'okTint'],
  ['info', 'infoTint'],
  ['text', 'primaryTint'],
  ['primary', 'primaryTint'],
];

test('the measure itself is right', () => {
  expect(contrast('#FFFFFF', '#000000')).toBeCloseTo(21, 5);
  expect(contrast('#767676', '#FFFFFF')).toBeCloseTo(4.54, 2);
});

test.each(Object.entries(schemes))('%s: text, labels and borders can be seen', (name, tokens) => {
  const text = name.startsWith('high') ? 7 : 4.5;
  for (const ink of inks) {
    for (const ground of grounds) {
      expect(contrast(tokens[ink], tokens[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(
        text,
      );
    }
  }
  for (const [ink, ground] of labels) {
    expect(contrast(tokens[ink], tokens[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(
      text,
    );
  }
  for (const ground of grounds) {
    expect(contrast(tokens.control, tokens[ground]), `control on ${ground}`).toBeGreaterThanOrEqual(
      3,
    );
    for (const topic of topics) {
      expect(
        contrast(tokens[topic], tokens[ground]),
        `${topic} on ${ground}`,
      ).toBeGreaterThanOrEqual(3);
    }
  }
  // One half of the focus ring stands out from the page, the other from the first half.
  expect(contrast(tokens.text, yellow)).toBeGreaterThanOrEqual(name.endsWith('ight') ? 3 : 1);
  expect(
    Math.max(contrast(yellow, tokens.canvas), contrast(tokens.text, tokens.canvas)),
  ).toBeGreaterThanOrEqual(3);
});

test('the ribbon can be read', () => {
  expect(contrast(onYellow, yellow)).toBeGreaterThanOrEqual(7);
});

test('no colour is named anywhere else', () => {
  const files = import.meta.glob<string>(
    ['../**/*.{ts,tsx,css}', '!../**/*.test.*', '!./tokens.ts', '!./theme.ts'],
    {
      query: '?raw',
      import: 'default',
      eager: true,
    },
  );
  const coloured = Object.entries(files).filter(([, text]) =>
    /#[0-9a-f]{3,8}\b(?!')/i.test(text.replace(/^ *\/\/.*$/gm, '')),
  );
  expect(coloured.map(([file]) => file)).toEqual([]);
  expect(Object.keys(files).length).toBeGreaterThan(40);
});
