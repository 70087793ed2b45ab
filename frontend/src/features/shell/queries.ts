import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Load, Save } from '../../../wailsjs/go/app/Preferences';
import { About } from '../../../wailsjs/go/app/Program';
import { Everything } from '../../../wailsjs/go/app/Search';
import { View } from '../../../wailsjs/go/app/Today';
import { ask } from '../../lib/bridge';

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

export const usePreferences = () =>
  useQuery({ queryKey: ['preferences'], queryFn: () => ask(Load) });

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
export const useThisDay = () =>
  useQuery({ queryKey: ['today', ''], queryFn: () => ask(() => View('')) });
