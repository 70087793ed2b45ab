import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { college } from '../../../wailsjs/go/models';
import type { IconName } from '../../components/Icon';
import { type FoundGroup, SearchBox } from '../../components/SearchBox';
import { seesCollege, useLock, useRole } from '../../lib/gate';
import { useKey } from '../../lib/keys';
import { toPrint, usePrinting } from '../../lib/papers';
import { useTyped } from '../../lib/typed';
import { say, type WordKey } from '../../lib/words';
import { FoundDialog } from './FoundDialog';
import { useFound, useThisDay } from './queries';

/** Something to do; what is of the college is offered to those who see it. */
type Command = { id: string; text: string; icon: IconName; college?: true; run: () => void };

const kinds: { kind: string; heading: WordKey; icon: IconName }[] = [
  { kind: 'student', heading: 'shell.found.students', icon: 'person' },
  { kind: 'tutor', heading: 'shell.found.tutors', icon: 'people' },
  { kind: 'course', heading: 'shell.found.courses', icon: 'book' },
  { kind: 'venue', heading: 'shell.found.venues', icon: 'place' },
];

const idOf = (hit: college.Hit) => `${hit.kind}-${hit.id}`;

/** "Search or jump to…": people, courses and venues by name, and things to do. */
export function JumpBox({
  onLook,
  onPassphrase,
  onHelp,
}: {
  onLook: () => void;
  onPassphrase: () => void;
  onHelp: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const printing = usePrinting();
  const college = seesCollege(useRole());
  const lock = useLock();
  const day = useThisDay(college);
  const [words, setWords] = useState('');
  const [typed, setTyped] = useTyped('', setWords);
  const [shown, setShown] = useState<college.Hit | null>(null);
  const found = useFound(words.trim());

  useKey('ctrl+k', (event) => {
    event.preventDefault();
    field.current?.focus();
    field.current?.click();
  });

  const sessions = day.data ? toPrint(day.data.sessions).length : 0;
  const commands: Command[] = [
    {
      id: 'go-today',
      text: say('shell.goToday'),
      icon: 'home',
      college: true,
      run: () => navigate({ to: '/' }),
    },
    {
      id: 'go-students',
      text: say('shell.goStudents'),
      icon: 'people',
      college: true,
      run: () => navigate({ to: '/students' }),
    },
    {
      id: 'go-venues',
      text: say('shell.goVenues'),
      icon: 'place',
      run: () => navigate({ to: '/venues' }),
    },
    {
      id: 'go-print',
      text: say('shell.goPrint'),
      icon: 'print',
      college: true,
      run: () => navigate({ to: '/print' }),
    },
    {
      id: 'go-settings',
      text: say('shell.goSettings'),
      icon: 'settings',
      run: () => navigate({ to: '/settings' }),
    },
    {
      id: 'print-timetable',
      text: say('shell.printTimetable'),
      icon: 'print',
      college: true,
      run: () => printing.print({ kind: 'timetable', of: '', count: 1 }),
    },
    { id: 'lock', text: say('gate.lock'), icon: 'lock', run: lock },
    { id: 'look', text: say('look.title'), icon: 'settings', run: onLook },
    { id: 'passphrase', text: say('gate.myPassphrase'), icon: 'key', run: onPassphrase },
    { id: 'help', text: say('help.title'), icon: 'help', run: onHelp },
  ];
  if (day.data && sessions > 0) {
    const job = { kind: 'registers', of: day.data.date, count: sessions } as const;
    commands.unshift({
      id: 'print-today',
      text: say('today.print', { count: sessions }),
      icon: 'print',
      run: () => printing.print(job),
    });
  }

  const wanted = typed.trim().toLowerCase();
  const matching = commands.filter(
    (command) => (college || !command.college) && command.text.toLowerCase().includes(wanted),
  );
  const hits = wanted.length > 1 ? (found.data ?? []) : [];
  const groups: FoundGroup[] = kinds
    .map(({ kind, heading, icon }) => ({
      heading: say(heading),
      items: hits
        .filter((hit) => hit.kind === kind)
        .map((hit) => ({ id: idOf(hit), text: hit.text, fact: hit.fact, icon })),
    }))
    .concat({
      heading: say('shell.found.commands'),
      items: matching.map(({ id, text, icon }) => ({ id, text, fact: '', icon })),
    })
    .filter((group) => group.items.length > 0);

  const choose = (id: string) => {
    setWords('');
    const hit = hits.find((each) => idOf(each) === id);
    if (hit?.kind === 'student') {
      void navigate({ to: '/students', search: { query: hit.fact || hit.text } });
    } else if (hit?.kind === 'venue') {
      void navigate({ to: '/venues/$id', params: { id: hit.id } });
    } else if (hit) {
      setShown(hit);
    } else {
      commands.find((command) => command.id === id)?.run();
    }
  };

  const count = hits.length + matching.length;
  const searching = wanted.length > 1 && (found.isFetching || words.trim() !== typed.trim());
  const status =
    found.error?.sentence ??
    (searching && count === 0 ? say('shell.waiting') : say('shell.foundCount', { count }));

  return (
    <>
      <SearchBox
        ref={field}
        label={say('shell.search')}
        placeholder={say('shell.search')}
        hint={say('shell.searchKey')}
        typed={typed}
        onType={setTyped}
        groups={groups}
        status={status}
        onChoose={choose}
      />
      <FoundDialog hit={shown} onClose={() => setShown(null)} />
    </>
  );
}
