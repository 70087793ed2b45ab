import { Button } from '../../components/Button';
import { Refused } from '../../components/Notice';
import { say } from '../../lib/words';
import { useChooseFolder, useFolder } from './queries';

/** Where papers go, and the way to choose another place. */
export function PapersFolder() {
  const folder = useFolder();
  const choose = useChooseFolder();
  if (!folder.data) return null;
  return (
    <div className="papers-folder">
      <p>{say('papers.folder', { folder: folder.data })}</p>
      <Button small icon="folder" busy={choose.isPending} onClick={() => choose.mutate()}>
        {say('papers.changeFolder')}
      </Button>
      {choose.error && <Refused sentence={choose.error.sentence} />}
    </div>
  );
}
