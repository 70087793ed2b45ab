import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChooseFolder, Folder } from '../../../wailsjs/go/app/Papers';
import { About } from '../../../wailsjs/go/app/Program';
import { View } from '../../../wailsjs/go/app/Today';
import { ask, noLimit } from '../../lib/bridge';

/** What a day holds; "" is today. */
export const useDay = (date: string) =>
  useQuery({
    queryKey: ['today', date],
    queryFn: () => ask(() => View(date)),
    placeholderData: keepPreviousData,
  });

export const useAbout = () => useQuery({ queryKey: ['about'], queryFn: () => ask(About) });

/** The folder papers go to. */
export const useFolder = () => useQuery({ queryKey: ['folder'], queryFn: () => ask(Folder) });

export function useChooseFolder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask(ChooseFolder, noLimit),
    onSuccess: (folder) => {
      if (folder) client.setQueryData(['folder'], folder);
    },
  });
}
