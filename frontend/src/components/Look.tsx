import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, useMemo } from 'react';
import '@fontsource-variable/atkinson-hyperlegible-next/index.css';
import '@mantine/core/styles.css';
import './frame.css';
import './parts.css';
import './page.css';
import './front.css';
import './print.css';
import { keptByGo, theme, variablesFor } from './theme';

/** How Daybook looks for this person; the words are those of the preferences in Go. */
export type LookValues = { textSize: string; font: string; colours: string };

const sizeOf = (size: string) => (size === 'large' || size === 'veryLarge' ? size : 'normal');

/** Gives everything inside it the chosen text size, font and colours. */
export function Look({ look, children }: { look: LookValues; children: ReactNode }) {
  const computerIsDark = useMediaQuery('(prefers-color-scheme: dark)', false, {
    getInitialValueInEffect: false,
  });
  const { textSize, font, colours } = look;
  const follows = colours === 'auto' || colours === 'high';
  const dark = colours === 'dark' || (follows && computerIsDark);
  const variables = useMemo(
    () =>
      variablesFor({
        textSize: sizeOf(textSize),
        font: font === 'system' ? 'system' : 'atkinson',
        high: colours === 'high',
      }),
    [textSize, font, colours],
  );
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={dark ? 'dark' : 'light'}
      colorSchemeManager={keptByGo}
      cssVariablesResolver={variables}
      deduplicateCssVariables={false}
    >
      {children}
    </MantineProvider>
  );
}
