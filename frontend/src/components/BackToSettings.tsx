import { Link } from '@tanstack/react-router';
import { say } from '../lib/words';
import { Icon } from './Icon';

/** The way back from a page of the settings. */
export function BackToSettings() {
  return (
    <Link to="/settings" className="back">
      <Icon name="left" />
      {say('shell.settings')}
    </Link>
  );
}
