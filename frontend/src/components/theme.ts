// Mantine in Daybook's colours: its own are not readable enough.
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorSchemeManager,
} from '@mantine/core';
import { onYellow, schemes, type Tokens, yellow } from './tokens';

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 3 },
  colors: {
    brand: [
      '#E0F0F0',
      '#BFE2E3',
      '#98DADD',
      '#76CBCF',
      '#4AA9AE',
      '#2C878D',
      '#1A6E75',
      '#0F5C63',
      '#0A474D',
      '#062F33',
    ],
  },
  fontFamily: 'var(--rc-font)',
  headings: { fontFamily: 'inherit', fontWeight: '700' },
  respectReducedMotion: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    return input.variant === 'filled' && (!input.color || input.color === 'brand')
      ? {
          ...resolved,
          background: 'var(--rc-primary)',
          hover: 'var(--rc-primary-hover)',
          color: 'var(--rc-on-primary)',
          border: '1px solid transparent',
        }
      : resolved;
  },
});

const cssName = (token: string): string =>
  `--rc-${token.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const kitVariables = {
  '--mantine-color-body': 'var(--rc-canvas)',
  '--mantine-color-text': 'var(--rc-text)',
  '--mantine-color-bright': 'var(--rc-text)',
  '--mantine-color-dimmed': 'var(--rc-muted)',
  '--mantine-color-placeholder': 'var(--rc-muted)',
  '--mantine-color-error': 'var(--rc-danger)',
  '--mantine-color-default': 'var(--rc-surface)',
  '--mantine-color-default-color': 'var(--rc-text)',
  '--mantine-color-default-border': 'var(--rc-control)',
  '--mantine-color-default-hover': 'var(--rc-surface2)',
  '--mantine-color-anchor': 'var(--rc-primary)',
  '--mantine-color-disabled': 'var(--rc-surface2)',
  '--mantine-color-disabled-color': 'var(--rc-muted)',
};

const variablesOf = (tokens: Tokens): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(tokens).map(([name, value]) => [cssName(name), value])),
  ...kitVariables,
});

const fonts = {
  atkinson: '"Atkinson Hyperlegible Next Variable", "Segoe UI", system-ui, sans-serif',
  system: '"Segoe UI", system-ui, sans-serif',
};
const sizes = { normal: '16px', large: '18px', veryLarge: '22px' };

export type LookChoice = {
  textSize: keyof typeof sizes;
  font: keyof typeof fonts;
  high: boolean;
};

/** The CSS variables of a look. */
export const variablesFor =
  (look: LookChoice): CSSVariablesResolver =>
  () => ({
    variables: {
      '--rc-size': sizes[look.textSize],
      '--rc-font': fonts[look.font],
      '--rc-yellow': yellow,
      '--rc-on-yellow': onYellow,
    },
    light: variablesOf(look.high ? schemes.highLight : schemes.light),
    dark: variablesOf(look.high ? schemes.highDark : schemes.dark),
  });

/** The look is kept by Go, for each person; the kit must not keep one of its own. */
export const keptByGo: MantineColorSchemeManager = {
  get: (fallback) => fallback,
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};
