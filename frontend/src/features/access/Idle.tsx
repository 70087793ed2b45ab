import { Select } from '../../components/Field';
import { Refused } from '../../components/Notice';
import { announce } from '../../lib/announce';
import { say } from '../../lib/words';
import { useSetIdle } from './queries';

const choices = Array.from({ length: 15 }, (_, at) => at + 1);

/** After how long without anybody at it Daybook locks. The choice holds at once. */
export function Idle({ minutes }: { minutes: number }) {
  const save = useSetIdle();
  const shown = save.isPending ? save.variables : minutes;
  return (
    <>
      {save.error && <Refused key={save.submittedAt} sentence={save.error.sentence} />}
      <Select
        label={say('access.idleAfter')}
        hint={say('access.idleHint')}
        value={String(shown)}
        options={choices.map((count) => ({
          value: String(count),
          label: say('access.minutes', { count }),
        }))}
        onChange={(chosen) =>
          save.mutate(Number(chosen), {
            onSuccess: (view) => announce(say('access.idleIs', { count: view.idleMinutes })),
          })
        }
      />
    </>
  );
}
