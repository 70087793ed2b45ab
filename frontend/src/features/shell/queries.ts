import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChangePassphrase } from '../../../wailsjs/go/app/Guard';
import { Load, Save } from '../../../wailsjs/go/app/Preferences';
import { About } from '../../../wailsjs/go/app/Program';
import { Everything } from '../../../wailsjs/go/app/Search';
import { View } from '../../../wailsjs/go/app/Today';
import { ask } from '../../lib/bridge';
import { useEnter } from '../../lib/gate';

/** How a person likes Daybook to look and behave. */
export type Preferences = Awaited<ReturnType<typeof Load>>;

/** What holds until Go has answered, and where it cannot. */
export const usual: Preferences = {
  textSize: 'normal',
  font: 'atkinson',
  colours: 'auto',
  singleKeys: true,
};

export const useAbout = () => useQuery({ queryKey: ['about'], queryFn: () => ask(About) });

/** A person's own look; before anybody has signed in there is none. */
export const usePreferences = (signedIn = true) =>
  useQuery({ queryKey: ['preferences'], queryFn: () => ask(Load), enabled: signedIn });

export function useSavePreferences() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (chosen: Preferences) => ask(() => Save(chosen)),
    // The look follows the choice at once, and goes back if it cannot be kept.
    onMutate: (chosen) => {
      client.setQueryData(['preferences'], chosen);
    },
    scope: { id: 'preferences' },
  });
}

/** What was found for these words, from the second letter on. */
export const useFound = (words: string) =>
  useQuery({
    queryKey: ['search', words],
    queryFn: () => ask(() => Everything(words)),
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
  });

/** The sessions of this very day, for the command that prints their registers. */
export const useThisDay = (wanted: boolean) =>
  useQuery({ queryKey: ['today', ''], queryFn: () => ask(() => View('')), enabled: wanted });

/** Puts another passphrase in the place of one's own. */
export const useChangePassphrase = () =>
  useEnter(({ current, fresh }: { current: string; fresh: string }) =>
    ChangePassphrase(current, fresh),
  );
