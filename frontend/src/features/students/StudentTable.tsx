import type { college } from '../../../wailsjs/go/models';
import { DataTable } from '../../components/DataTable';
import { PersonName } from '../../components/PersonName';
import { shortDate } from '../../lib/dates';
import { say } from '../../lib/words';

/** A page of students: who, from where, and when they come next; nothing else is read over a shoulder. */
export function StudentTable({ page }: { page: college.StudentPage }) {
  return (
    <DataTable
      tall
      caption={say('students.table', { page: page.page, pages: page.pages })}
      rows={page.students}
      rowKey={(student) => student.studentId}
      columns={[
        { key: 'number', head: say('students.reference'), cell: (student) => student.number },
        {
          key: 'name',
          head: say('students.name'),
          names: true,
          cell: (student) => <PersonName knownAs={student.knownAs} fullName={student.fullName} />,
        },
        { key: 'area', head: say('students.area'), cell: (student) => student.area },
        {
          key: 'next',
          head: say('students.nextSession'),
          cell: (student) =>
            student.nextDate
              ? say('students.next', {
                  title: student.nextSession,
                  date: shortDate(student.nextDate),
                  time: student.nextStart,
                })
              : '',
        },
      ]}
    />
  );
}
