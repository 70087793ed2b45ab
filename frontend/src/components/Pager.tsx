import { say } from '../lib/words';
import { Button } from './Button';

/** On to the next page of a long list, and back. */
export function Pager({
  page,
  pages,
  onPage,
}: {
  page: number;
  pages: number;
  onPage: (page: number) => void;
}) {
  if (pages <= 1) return null;
  return (
    <nav className="pages" aria-label={say('students.pages')}>
      <Button icon="left" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {say('students.previousPage')}
      </Button>
      <span>{say('students.pageOf', { page, pages })}</span>
      <Button iconAfter="right" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        {say('students.nextPage')}
      </Button>
    </nav>
  );
}
