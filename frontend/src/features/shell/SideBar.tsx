import { Link } from '@tanstack/react-router';
import { Icon } from '../../components/Icon';
import { say } from '../../lib/words';

/** The areas of the program that exist, and how it looks. */
export function SideBar({
  onLook,
  onHelp,
  onGo,
}: {
  onLook: () => void;
  onHelp: () => void;
  onGo: () => void;
}) {
  return (
    <>
      <nav aria-label={say('shell.areas')}>
        <Link
          to="/"
          search={{}}
          className="nav"
          activeOptions={{ exact: true, includeSearch: false }}
          onClick={onGo}
        >
          <Icon name="home" />
          {say('today.title')}
        </Link>
        <Link
          to="/students"
          search={{}}
          className="nav"
          activeOptions={{ includeSearch: false }}
          onClick={onGo}
        >
          <Icon name="people" />
          {say('students.title')}
        </Link>
      </nav>
      <div>
        <button type="button" className="nav" onClick={onLook}>
          <Icon name="settings" />
          {say('look.title')}
        </button>
        <button type="button" className="nav narrow-only" onClick={onHelp}>
          <Icon name="help" />
          {say('help.title')}
        </button>
      </div>
    </>
  );
}
