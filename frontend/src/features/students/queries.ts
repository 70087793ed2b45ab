import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Page } from '../../../wailsjs/go/app/Students';
import type { college } from '../../../wailsjs/go/models';
import { ask } from '../../lib/bridge';

/** A page of students; the one before stays in sight until it comes. */
export const useStudents = (filter: college.StudentFilter) =>
  useQuery({
    queryKey: ['students', filter],
    queryFn: () => ask(() => Page(filter)),
    placeholderData: keepPreviousData,
  });
