import type { app } from '../../../wailsjs/go/models';
import { Button } from '../../components/Button';
import { DataTable } from '../../components/DataTable';
import { Tag } from '../../components/Tag';
import { plainDate } from '../../lib/dates';
import { say, sayAny } from '../../lib/words';

/** What a leader can do about somebody's access. */
export type PersonAct = 'reset' | 'role' | 'leave';

const acts = [
  { act: 'reset', word: 'access.reset', named: 'access.resetNamed' },
  { act: 'role', word: 'access.changeRole', named: 'access.changeRoleNamed' },
  { act: 'leave', word: 'access.leaves', named: 'access.leavesNamed' },
] as const;

/** Those who may sign in. About themselves nobody decides here. */
export function PersonTable({
  people,
  onAct,
}: {
  people: app.AccessPerson[];
  onAct: (act: PersonAct, person: app.AccessPerson) => void;
}) {
  return (
    <DataTable
      caption={say('access.table')}
      rows={people}
      rowKey={(person) => person.id}
      columns={[
        {
          key: 'name',
          head: say('access.name'),
          names: true,
          cell: (person) => (
            <span className="note">
              {person.name}
              {person.you && <Tag kind="plain">{say('access.you')}</Tag>}
              {person.oneTime && <Tag kind="info">{say('access.oneTime')}</Tag>}
            </span>
          ),
        },
        {
          key: 'role',
          head: say('access.role'),
          cell: (person) => sayAny(`access.role.${person.role}`),
        },
        { key: 'since', head: say('access.since'), cell: (person) => plainDate(person.since) },
        {
          key: 'acts',
          head: say('access.acts'),
          quiet: true,
          cell: (person) =>
            !person.you && (
              <span className="note">
                {acts.map(({ act, word, named }) => (
                  <Button
                    key={act}
                    kind="quiet"
                    small
                    label={say(named, { name: person.name })}
                    onClick={() => onAct(act, person)}
                  >
                    {say(word)}
                  </Button>
                ))}
              </span>
            ),
        },
      ]}
    />
  );
}
