import { Link } from '@tanstack/react-router';
import { Icon } from '../../components/Icon';
import { seesCollege, useLock, useRole } from '../../lib/gate';
import { say } from '../../lib/words';

/** The areas that exist for this person, and what concerns themselves. */
export function SideBar({ onHelp, onGo }: { onHelp: () => void; onGo: () => void }) {
  const college = seesCollege(useRole());
  const lock = useLock();
  return (
    <>
      <nav aria-label={say('shell.areas')}>
        {college && (
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
        )}
        {college && (
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
        )}
        <Link
          to="/venues"
          search={{}}
          className="nav"
          activeOptions={{ includeSearch: false }}
          onClick={onGo}
        >
          <Icon name="place" />
          {say('venues.title')}
        </Link>
        {college && (
          <Link
            to="/print"
            search={{}}
            className="nav"
            activeOptions={{ includeSearch: false }}
            onClick={onGo}
          >
            <Icon name="print" />
            {say('print.title')}
          </Link>
        )}
      </nav>
      <div>
        <Link to="/settings" className="nav" onClick={onGo}>
          <Icon name="settings" />
          {say('shell.settings')}
        </Link>
        <button type="button" className="nav narrow-only" onClick={onHelp}>
          <Icon name="help" />
          {say('help.title')}
        </button>
        <button type="button" className="nav narrow-only" onClick={lock}>
          <Icon name="lock" />
          {say('gate.lock')}
        </button>
      </div>
    </>
  );
}
